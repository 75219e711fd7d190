using System.Text;

namespace Monitor.Fuzz;

/// <summary>The words that decide something in each language, for the mutator to throw in.</summary>
internal static class Words
{
    private static readonly string[] Markup =
    [
        "<", ">", "</", "/>", "<!--", "-->", "<!", "<![CDATA[", "]]>", "<!DOCTYPE a [", "]>", "]", "<?", "?>", "<?a>", "&", "&#", "&#x110000;", "&#xD800;", "&amp", "&amp;", "&lt;", "&gt;", "&lt;/b&gt;", "&quot;", "&nbsp;", "&CounterClockwiseContourIntegral;",
        "\"", "'", "=", " ", "\n", "\0", "\u2028", "\u00AD", "\u0301", "\u200B", "😀", "<b \">\" ", "<b '>' ", "<b x ", "<a href='", "a1", "\uFEFF", "<b>", "</b>", "<i>",
    ];

    private static readonly string[] Feed =
    [
        " xmlns:a=\"b\"", "xmlns=\"http://www.w3.org/2005/Atom\"", " xml:base='//x/y/'", " xml:lang='en'", "<item>", "</item>", "<entry>", "</entry>", "<title>", "</title>", "<title type='xhtml'>", "<content type='image/png'>", "<link>", "<link href='a'/>", "<link rel='self' href='https://a/'/>",
        "<description>", "</description>", "<author>", "</author>", "<name>a@b.c", "<guid>", "<rss version='2.0'>", "<rss version=", "<feed xmlns=", "<rdf:RDF xmlns", "<channel>", "</channel>", "<html>", "<category>", "<media:group>", "<media:content url='a'/>", "<enclosure url='a'/>", "<source>", "<pubDate>", "9999-12-31T24:00:60+14:00",
        "<itunes:keywords>", ",,,", "<skipHours>", "<hour>", "<x:y>", "<?xml version='1.0' encoding='utf-16'?>", "<?xml version='1.0' encoding='shift_jis'?>", "<xi:include href='file:///etc/passwd'/>", "<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;",
    ];

    private static readonly string[] Html =
    [
        "<p>", "</p>", "<div>", "</div>", "<font>", "<font a>", "<table>", "<tr>", "<td>", "</table>", "<svg>", "</svg>", "<math>", "<annotation-xml encoding='text/html'>", "<mtext>", "<mglyph>", "<style>", "</style>", "<script>", "</script>", "<template>", "<noscript>", "</noscript>", "<title>", "<textarea>", "<select>", "<option>",
        "<form>", "<frameset>", "<plaintext>", "<xmp>", "<iframe src='a'>", "<img src=x onerror=alert(1)>", " onclick='a'", " href='javascript:alert(1)'", " href='java\nscript:a'", " hidden", " style='display:none'", "<base href='//b'>", "<base href='x/'>", "<meta charset='utf-7'>", "<link rel=alternate type=application/rss+xml href=a>", "<a href='/feed'>",
        "<li>", "<br>", "<pre>", "<q>", "<object>", "<desc>", "<foreignObject>", "<details>", "<a><p>", "</a>", "<nobr>",
    ];

    public static IReadOnlyList<byte[]> Of(SeedKind kind) => [.. Texts(kind).Select(Encoding.UTF8.GetBytes), .. Bytes(kind)];

    private static IEnumerable<string> Texts(SeedKind kind) => kind switch
    {
        SeedKind.Feed => [.. Markup, .. Feed, .. Html],
        SeedKind.Opml => [.. Markup, "<outline text='a'>", "</outline>", "<outline xmlUrl='https://a/'/>", "<outline xmlUrl='file:///a'/>", " xml:base='https://x/y/'", "<body>", "<title>"],
        SeedKind.Sitemap => [.. Markup, "<url>", "</url>", "<loc>", "</loc>", "<lastmod>", "<sitemap>", "<urlset>", "<sitemapindex>", "<news>", "<title>", "<publication>", "<name>", "a='>", "&a", "<![CDATA[", "]]", "https://example.org/c\n"],
        SeedKind.Html => [.. Markup, .. Html],
        SeedKind.Json or SeedKind.Posts =>
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "NaN", "1e999", "-0", "123456789012345678901234567890", "\"\\ud800\"", "\\ud83d", "\\u0000", "//", "/*", "*/", "[[", "{\"a\":", "[{},", "\"items\":[", "\"id\":", "\"content_html\":\"<p>\"", "\"title\":", "\"authors\":[", "\"tags\":[",
            "\"attachments\":[{\"url\":\"a\"}]", "\"content\":", "\"reblog\":{", "\"hits\":[", "\uFEFF", "<p>", "&lt;", "\"version\":\"https://jsonfeed.org/version/1\"",
        ],
        SeedKind.Date => ["GMT", "+0100", "-14:00", "Jan", "février", "T", "Z", ":", "-", "/", ".", ",", " ", "am", "PM", "W53", "366", "29", "60", "24:00", "9999", "0000", "99999999999", "٣", "午後", "오후", "Europe/Paris", "EST", "²"],
        SeedKind.Robots => ["User-agent:", "Disallow:", "Allow:", "Crawl-delay:", "*", "$", "**", "*a", "%", "%2F", "%zz", "/", "#", "\n", "\r", "MonitorBot", ": ", "1e9", "0.5", "é"],
        SeedKind.Url =>
        [
            "http://", "https://", "feed:", "//", "/", "\\", "@", ":", "?", "#", "%", "%2e", "%00", "[", "]", "::1", "127.0.0.1", "0x7f", "017700000001", ".", "..", ":80", ":8080", ":99999", "localhost", "xn--", "xn--a", "。", "①", "ｅ", "\u00AD", "\u202E", "é", "&utm_source=a", "?url=http://a/", "&", "=", "q=https%3A%2F%2F", "%25",
            "\t", "\n", " ", "\0", "64:ff9b::", "ffff:", "%eth0", "google.com/url?q=",
        ],
        SeedKind.Query => ["(", ")", "\"", " AND ", " OR ", " NOT ", "NEAR/3", "-", "+", "*", "~2", "title:", "site:", "lang:", ":", "/", "\\", "#", "@", "$", "é", "漢", "😀", "((((", " "],
        _ => ["gzip", "\0", "PK"],
    };

    private static byte[][] Bytes(SeedKind kind) => kind is SeedKind.Date or SeedKind.Query
        ? []
        : [[0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xFE], [0x80], [0x1B, 0x24, 0x42], [0x00, 0x3C], [0x3C, 0x00], [0x81, 0x30, 0x81, 0x30]];
}
