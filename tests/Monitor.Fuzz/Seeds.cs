using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Monitor.Testing;

namespace Monitor.Fuzz;

/// <summary>Whose words an input is made of.</summary>
internal enum SeedKind
{
    Feed,
    Json,
    Html,
    Opml,
    Sitemap,
    Date,
    Robots,
    Url,
    Query,
    Posts,
    Compressed,
}

/// <summary>What inputs grow from: a few built in, and what the shared corpora hold where they are.</summary>
internal static class Seeds
{
    private const int Longest = 24 << 10;
    private const int Most = 1_500;

    /// <summary>Those built in alone: the same on every machine.</summary>
    public static IReadOnlyList<byte[]> BuiltIn(SeedKind kind) => [.. Texts(kind).Select(Encoding.UTF8.GetBytes), .. Bytes(kind)];

    public static IReadOnlyList<byte[]> Of(SeedKind kind) => [.. BuiltIn(kind), .. Shared(kind).Take(Most)];

    private static IEnumerable<byte[]> Shared(SeedKind kind) => kind switch
    {
        SeedKind.Feed => Files("xml", "feedparser", "feedvalidator", "gofeed", "rome", "simplepie", "miniflux", "feed-rs"),
        SeedKind.Json => Files("json", "miniflux", "gofeed", "granary"),
        SeedKind.Html => Files("html", "miniflux", "granary", "feed-discovery", "readability", "simplepie"),
        SeedKind.Opml => Files("opml", "feedvalidator", "miniflux"),
        SeedKind.Posts => Files("json", "mastodon"),
        SeedKind.Date => Strings("http-dates"),
        SeedKind.Robots => Strings("robotstxt"),
        SeedKind.Url => Strings("ssrf", "whatwg-url", "clearurls"),
        _ => [],
    };

    private static IEnumerable<byte[]> Files(string extension, params IEnumerable<string> corpora) =>
        from corpus in corpora
        let folder = SharedMaterial.Path("corpora", corpus)
        where folder is not null
        from file in new DirectoryInfo(folder).EnumerateFiles($"*.{extension}", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal)
        where file.Length is > 0 and <= Longest
        select File.ReadAllBytes(file.FullName);

    /// <summary>Every text in the JSON files of the corpora.</summary>
    private static IEnumerable<byte[]> Strings(params IEnumerable<string> corpora)
    {
        foreach (var file in Files("json", corpora).Concat(Large(corpora)))
        {
            using var document = JsonDocument.Parse(file);
            foreach (var text in Within(document.RootElement).Distinct(StringComparer.Ordinal)) yield return Encoding.UTF8.GetBytes(text);
        }
    }

    private static IEnumerable<byte[]> Large(IEnumerable<string> corpora) =>
        corpora.Select(corpus => SharedMaterial.Path("corpora", corpus)).OfType<string>()
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*.json"))
            .Where(file => file.Length > Longest).OrderBy(file => file.FullName, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName));

    private static IEnumerable<string> Within(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Within),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Within(member.Value)),
        JsonValueKind.String => [Text(value)],
        _ => [],
    };

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as some corpora have on purpose.
            return value.GetRawText();
        }
    }

    private static IEnumerable<byte[]> Bytes(SeedKind kind)
    {
        const string feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Zürich — 東京</title><item><title>Été</title><guid>1</guid></item></channel></rss>";
        if (kind == SeedKind.Feed)
        {
            foreach (var name in (string[])["utf-16", "utf-16BE", "utf-32", "iso-8859-1"])
            {
                var encoding = Encoding.GetEncoding(name);
                yield return [.. encoding.GetPreamble(), .. encoding.GetBytes(feed)];
            }
        }

        if (kind != SeedKind.Compressed) yield break;
        foreach (var level in (CompressionLevel[])[CompressionLevel.Fastest, CompressionLevel.SmallestSize])
        {
            yield return Packed(stream => new GZipStream(stream, level), feed);
            yield return Packed(stream => new ZLibStream(stream, level), feed);
            yield return Packed(stream => new DeflateStream(stream, level), feed);
            yield return Packed(stream => new BrotliStream(stream, level), feed);
        }
    }

    private static byte[] Packed(Func<Stream, Stream> packing, string text)
    {
        using var packed = new MemoryStream();
        using (var stream = packing(packed)) stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static IEnumerable<string> Texts(SeedKind kind) => kind switch
    {
        SeedKind.Feed =>
        [
            """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Acme &amp; Co</title><link>https://example.org/</link><description>News</description><ttl>60</ttl><skipHours><hour>3</hour></skipHours><item><title>One &lt;b&gt;bold&lt;/b&gt;</title><link>/one</link><guid isPermaLink="false">tag:1</guid><dc:creator>Ann</dc:creator><pubDate>Tue, 10 Jun 2003 04:00:00 GMT</pubDate><description><![CDATA[<p>Acme <a href="x">link</a></p>]]></description><content:encoded>&lt;p&gt;Whole&lt;/p&gt;</content:encoded><category>a</category><enclosure url="a.mp3" length="12" type="audio/mpeg"/><media:group><media:content url="v.mp4"/></media:group></item></channel></rss>""",
            """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/" xml:lang="de"><title type="html">A</title><link rel="self" href="f"/><author><name>Ann &lt;ann@example.org></name><uri>/a</uri></author><entry xml:base="sub/"><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">T<i>x</i></div></title><link href="e"/><updated>2003-12-13T18:30:02+01:00</updated><content type="application/octet-stream">QWNtZQ==</content><summary type="html">&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;</summary><source><author><name>B</name></author></source></entry></feed>""",
            """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://example.org/"><title>R</title><items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel><item rdf:about="https://example.org/1"><title>1</title><link>https://example.org/1</link></item></rdf:RDF>""",
            """<CHANNEL HREF="https://example.org/" LASTMOD="1998-11-05T22:12"><TITLE>C</TITLE><ITEM HREF="a"><TITLE>x</TITLE></ITEM></CHANNEL>""",
        ],
        SeedKind.Json =>
        [
            """{"version":"https://jsonfeed.org/version/1.1","title":"Acme","home_page_url":"https://example.org/","hubs":[{"type":"WebSub","url":"https://hub.example/"}],"authors":[{"name":"Ann","url":"/ann"}],"items":[{"id":"1","url":"https://example.org/1","title":"One","content_html":"<p>Acme \ud83d\ude00</p>","date_published":"2020-01-02T03:04:05Z","tags":["a","b"],"attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":12}]},{"id":2,"content_text":"two"}]}""",
        ],
        SeedKind.Html =>
        [
            """<!doctype html><html lang="en"><head><meta charset="utf-8"><base href="/x/"><title>A page</title><link rel="alternate" type="application/rss+xml" href="feed.xml" title="RSS"><style>p{}</style></head><body><h1>Acme</h1><p>One <b>two <i>three</b> four</i> &amp; &eacute; &#x1F600;</p><ul><li>a<li>b</ul><table><tr><td>1<td>2</table><pre> x  y </pre><a href="https://example.org/a?b=1&copy=2">l</a><div hidden>no</div><span style="display: none">no</span><script>if (a<b) {}</script><svg><desc><p>x</p></desc></svg><math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></math><noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><template><p>t</template><iframe src="https://example.net/v"></iframe><img alt="🙂"><q>quoted</q><!-- c --></body></html>""",
            """&lt;p&gt;escaped twice&lt;/p&gt; &amp;lt;br&amp;gt;""",
            """<div style="mso-hide:all;display:none">x</div><select><option>a<option>b</select><form><input><button formaction="javascript:1">b</form><plaintext>""",
        ],
        SeedKind.Opml => ["""<?xml version="1.0"?><opml version="2.0"><head><title>L</title></head><body><outline text="Folder"><outline type="rss" text="A" xmlUrl="https://example.org/feed"/><outline text="B" xmlUrl="javascript:alert(1)"/></outline></body></opml>"""],
        SeedKind.Sitemap =>
        [
            """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://example.org/a?x=1&amp;y=2</loc><lastmod>2026-11-01</lastmod><image:image><image:loc>/a.png</image:loc></image:image></url><url><loc><![CDATA[/b?a=1&b=2]]></loc></url></urlset>""",
            """<urlset><url><loc>https://example.org/?a=1&b=2</loc><n:news xmlns:n="x"><n:publication><n:name>The Example</n:name><n:language>fr</n:language></n:publication><n:publication_date>2026-11-22T07:00:00+01:00</n:publication_date><n:title>Acme</n:title><n:keywords>a, b</n:keywords></n:news></url></urlset>""",
            """<sitemapindex><sitemap><loc>/one.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap></sitemapindex>""",
            "https://example.org/a\r\nhttps://example.org/b\n",
        ],
        SeedKind.Date =>
        [
            "Tue, 10 Jun 2003 04:00:00 GMT", "2003-12-13T18:30:02.25+01:00", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "1735689600", "1735689600123", "2003-W52-3", "2003335", "31.12.2003 10:14", "12/31/2003 10:14 PM EST",
            "10 janvier 2004 à 12h30", "Пн, 10 июня 2003 04:00:00 +0300", "120", "86401", "99999999999999999999", "9999-12-31T24:00:60+14:00", "0001-01-01T00:00:00-14:00",
        ],
        SeedKind.Robots => ["User-agent: *\nDisallow: /private\nAllow: /private/open$\nCrawl-delay: 2\n\nUser-agent: MonitorBot\nUser-agent: Other\nDisallow: /*.pdf$ # no\nDisallow: /a%3Cb\nSitemap: https://example.org/s.xml\n"],
        SeedKind.Url =>
        [
            "https://example.org/a/b?utm_source=x&q=1#f", "http://EXAMPLE.org:80/", "http://127.0.0.1:8080/", "http://0x7f.1/", "http://[::ffff:10.0.0.1]/", "http://bücher.example/", "https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F", "http://user:pw@example.org/",
            "//example.org/x", "feed://example.org/rss", "http://[64:ff9b::8.8.8.8]:8443/x", "http://example.org\\@127.0.0.1/", "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org", "http://①②⑦.⓪.⓪.①/", "http://xn--bcher-kva.example./",
        ],
        SeedKind.Query => ["acme AND (\"acme corp\" OR acm*) NOT jobs", "title:acme NEAR/5 launch -site:example.org lang:en", "@acme OR #acme OR url:acme.example", "\"a b\"~3 OR /ac.me/"],
        SeedKind.Posts => ["""[{"id":"1","uri":"https://social.example/1","url":"https://social.example/@a/1","created_at":"2024-01-02T03:04:05Z","content":"<p>Acme <span class=\"invisible\">https://</span><a href=\"https://example.org\">e</a></p>","account":{"acct":"a","display_name":"Ann"},"tags":[{"name":"acme"}]}]""", """{"hits":[{"objectID":"1","title":"Acme","url":"https://example.org","author":"ann","created_at_i":1700000000,"comment_text":"<p>x","_tags":["comment"]}],"nbPages":1}"""],
        _ => [],
    };
}
