using Monitor.Core.Fetching;
using Monitor.Fuzz.Bombs;
using Monitor.Sources.Feed;
using Monitor.Sources.Html;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Tests.Hostile;

/// <summary>What comes of each bomb. What it costs is <c>make hostile</c>'s to measure, on a machine that does nothing else.</summary>
public sealed class BombTests
{
    /// <summary>Twenty times what the dearest takes: what is quadratic takes minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("endless-chunks", "Malformed: ")]
    [InlineData("endless-body", "Malformed: ")]
    [InlineData("interim-storm", "Malformed: ")]
    [InlineData("hints-storm", "Malformed: ")]
    [InlineData("chunk-extensions", "Malformed: The peer sends more than")]
    [InlineData("trailers", "Malformed: ")]
    [InlineData("endless-header", "Malformed: ")]
    [InlineData("gzip", "Malformed: ")]
    [InlineData("gzip-gzip", "Malformed: ")]
    [InlineData("xxe", "1 items")]
    [InlineData("xxe-utf16", "1 items")]
    [InlineData("xxe-utf32", "1 items")]
    [InlineData("billion-laughs", "1 items")]
    [InlineData("billion-laughs-utf16", "1 items")]
    [InlineData("billion-laughs-utf32", "1 items")]
    [InlineData("quadratic-blow-up", "1 items")]
    [InlineData("nested-xml", "1 items, Elements are nested more than 256 deep")]
    [InlineData("nested-json", "Malformed: ")]
    [InlineData("attributes", "1 items")]
    [InlineData("long-attribute", "1 items")]
    [InlineData("references", "1 items")]
    [InlineData("unmatched-ends", "1 items")]
    [InlineData("instructions", "1 items")]
    [InlineData("keywords", "1 items")]
    [InlineData("authors", "2000 items")]
    [InlineData("items", "2000 items, The feed holds more than 2000 entries")]
    [InlineData("title", "1 items")]
    [InlineData("escaped-ends", "1 items")]
    [InlineData("tags-without-end", "1 items")]
    [InlineData("quotes", "1 items")]
    [InlineData("bases", "1 items")]
    [InlineData("xml-bases", "1 items")]
    [InlineData("json-numbers", "0 items, A part of the JSON holds more than")]
    [InlineData("json-hits", "Malformed: ")]
    [InlineData("post-of-pre", "1 items")]
    [InlineData("post-of-fonts", "1 items")]
    [InlineData("unclosed", "Malformed: ")]
    [InlineData("preformatted", "Malformed: ")]
    [InlineData("breaks", "Malformed: ")]
    [InlineData("siblings", "Malformed: ")]
    [InlineData("html-attributes", "0 items")]
    [InlineData("many-headers", "Malformed: ")]
    [InlineData("large-cookie", "Malformed: ")]
    [InlineData("length-too-large", "Transient: ")]
    [InlineData("redirect-to-itself", "Malformed: ")]
    [InlineData("redirects-without-end", "Malformed: ")]
    [InlineData("attribute-without-end", "Malformed: ")]
    [InlineData("attribute-of-100-mb", "Malformed: ")]
    [InlineData("gzip-of-attribute", "Malformed: ")]
    [InlineData("gzip-of-noise", "1 items")]
    [InlineData("gzip-cut-short", "Transient: ")]
    [InlineData("not-gzip", "Malformed: ")]
    [InlineData("zstd", "Malformed: ")]
    [InlineData("nul", "1 items")]
    [InlineData("byte-order-marks", "1 items")]
    [InlineData("ebcdic", "1 items")]
    [InlineData("ebcdic-unsaid", "Malformed: ")]
    [InlineData("escapes", "1 items")]
    [InlineData("utf-16", "1 items")]
    [InlineData("xxe-ebcdic", "1 items")]
    [InlineData("billion-laughs-ebcdic", "1 items")]
    [InlineData("spaces-before", "1 items")]
    [InlineData("json-text", "0 items, A part of the JSON")]
    [InlineData("json-text-of-post", "0 items")]
    [InlineData("discovery-quotes", "Malformed: ")]
    [InlineData("sitemap-attribute", "0 items, ")]
    [InlineData("sitemap-attributes", "Malformed: ")]
    [InlineData("sitemap-names", "0 items, ")]
    [InlineData("sitemap-nested", "0 items, ")]
    [InlineData("sitemap-pieces", "0 items, ")]
    [InlineData("sitemap-ampersands", "0 items, ")]
    [InlineData("sitemap-text", "0 items, ")]
    [InlineData("sitemap-line", "0 items")]
    [InlineData("sitemap-large-index", "0 items, ")]
    [InlineData("sitemap-not-packed", "Malformed: ")]
    [InlineData("site-of-lines", "Malformed: ")]
    [InlineData("long-statuses", "6 items, 12 unread")]
    [InlineData("endless-status", "0 items, 1 unread")]
    [InlineData("boosts", "6 items")]
    [InlineData("deep-boosts", "0 items")]
    [InlineData("nested-statuses", "Malformed: ")]
    [InlineData("status-of-tags", "Malformed: ")]
    [InlineData("status-of-mentions", "1 items, 0 unread")]
    [InlineData("instance", "Malformed: ")]
    [InlineData("hashtag-text", "1 items")]
    [InlineData("hashtag-fields", "1 items")]
    [InlineData("hashtag-nested", "Malformed: ")]
    [InlineData("hashtag-attribute", "Malformed: ")]
    [InlineData("link-location", "Failed after 0 hops")]
    [InlineData("link-long-location", "Refused after 0 hops")]
    [InlineData("link-page", "Found after 0 hops")]
    [InlineData("link-refresh", "Found after 0 hops")]
    [InlineData("link-refresh-here", "Astray after 0 hops")]
    [InlineData("link-without-end", "Astray after 5 hops")]
    [InlineData("robots-wildcards", "allowed")]
    [InlineData("robots-rules", "allowed")]
    [InlineData("robots-line", "allowed")]
    public async Task A_bomb_is_read_or_refused_and_never_felt(string name, string verdict)
    {
        var bomb = BombCatalog.All.Single(bomb => bomb.Name == name);
        await using var peer = new RawPeer(bomb.Answer());

        var told = await bomb.LightAsync(peer.Place, new GateOptions { Timeout = Patience / 2 }).WaitAsync(Patience, Cancellation);

        Assert.StartsWith(verdict, told, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", told, StringComparison.Ordinal);
    }

    [Fact]
    public void No_entity_of_a_document_is_looked_up_in_any_encoding()
    {
        foreach (var encoding in (string[])["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"])
        {
            var entry = Assert.Single(FeedParser.Parse(Payloads.Xxe(encoding)).Entries);
            Assert.Equal("Acme &a;", entry.Title);
        }
    }

    [Fact]
    public void A_long_base_under_many_links_does_not_multiply_the_document()
    {
        var home = $"https://example.org/{new string('b', 8_000)}/";
        var document = Payloads.Numbered(
            $"<rss version='2.0' xml:base='{home}'><channel>",
            number => $"<item><guid>{number}</guid><enclosure url='e{number}'/><description>{string.Concat(Enumerable.Range(0, 100).Select(link => $"&lt;a href=a{number}.{link}>"))}</description></item>",
            "</channel></rss>", 2_000);

        var feed = FeedParser.Parse(document);
        var items = FeedItems.Of(feed.Entries, null);

        Assert.Equal(2_000, items.Count);
        Assert.InRange(feed.Entries.SelectMany(entry => entry.Enclosures).Sum(file => file.Url.Length), 1, 4_100_000);
        Assert.InRange(items.SelectMany(item => item.Links).Sum(link => link.Length), 1, 9_000_000);
    }

    [Fact]
    public void Folders_of_a_list_do_not_multiply_it()
    {
        var folders = string.Concat(Enumerable.Repeat($"<outline text='{new string('f', 20_000)}'>", 100));
        var list = FeedParser.Parse(Payloads.Numbered($"<opml version='2.0'><body>{folders}", number => $"<outline xmlUrl='https://example.org/{number}' text='{new string('t', 300)}'/>", "", 5_000));

        Assert.Equal(5_000, list.Feeds.Count);
        Assert.All(list.Feeds, feed => Assert.InRange(feed.Group.Length + feed.Title.Length, 1, 1_000));
    }

    [Fact]
    public void Elements_of_preformatted_text_in_a_row_do_not_end_the_process()
    {
        var html = string.Concat(Enumerable.Repeat("<pre>", 90_000)) + "Acme";

        Assert.Equal("Acme", PostText.Read(html).Text.Trim());
        Assert.Equal("Acme", HarmlessHtml.Clean(html).Trim());
    }

    [Theory]
    [InlineData("<details>")]
    [InlineData("1<pre>2")]
    [InlineData("<option>a<option>b</select><form>x")]
    [InlineData("<p>x</p></desc></svg><mat ")]
    public void What_nests_without_end_is_no_tree_and_its_text_is_read(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 4_000)) + "> Acme";

        Assert.Throws<SourceException>(() => BoundedHtml.Parse(html).Dispose());
        Assert.EndsWith("Acme", PostText.Read(html).Text.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("Acme", HarmlessHtml.Clean(html).Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_more_tags_than_text_is_refused_and_one_with_text_is_not()
    {
        Assert.Throws<SourceException>(() => BoundedHtml.Parse(string.Concat(Enumerable.Repeat("<br>", 40_000))).Dispose());

        using var page = BoundedHtml.Parse(string.Concat(Enumerable.Repeat("<p>As long as a line of text.</p>", 20_000)));
        Assert.Equal(20_000, page.Body!.ChildElementCount);
    }

    [Fact]
    public void Of_a_tag_with_a_thousand_attributes_the_first_are_kept()
    {
        using var page = BoundedHtml.Parse($"<p {string.Concat(Enumerable.Range(0, 1_000).Select(number => $"a{number} "))}>Acme");

        Assert.Equal(500, page.QuerySelector("p")!.Attributes.Length);
    }

    [Fact]
    public void Markup_of_more_tags_than_anybody_reads_is_shown_as_text()
    {
        var clean = HarmlessHtml.Clean(string.Concat(Enumerable.Repeat("<li>a & b", 60_000)));

        Assert.StartsWith("• a &amp; b<br>\n• a &amp; b<br>\n", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_attribute_without_end_the_beginning_is_read()
    {
        var feed = FeedParser.Parse(Payloads.Item($"<title>Acme</title><category term='{new string('t', 1_000_000)}'/><enclosure url='https://example.org/{new string('x', 1_000_000)}'/>"));

        var entry = Assert.Single(feed.Entries);
        Assert.Equal(500, Assert.Single(entry.Tags).Length);
        Assert.Empty(entry.Enclosures);
    }

    [Fact]
    public void A_page_of_bases_is_refused() =>
        Assert.Throws<SourceException>(() => BoundedHtml.Parse(string.Concat(Enumerable.Repeat("<base href='//b'>", 40))).Dispose());

    [Fact]
    public void Only_the_first_base_of_a_page_counts()
    {
        var links = new List<string>();
        HtmlText.Read("<base href='/a/'><base href='b/'><a href=c>x</a>", new Uri("https://example.org/"), links);

        Assert.Equal(["https://example.org/a/c"], links);
    }

    [Theory]
    [InlineData("http://a\u0001b/")]
    [InlineData("http://a\u007F/")]
    public void An_address_with_a_control_character_is_none(string written) => Assert.Null(Addresses.Resolve(null, written));

    [Theory]
    [InlineData("[{},{},{}]", 8, false)]
    [InlineData("[{},{},{}]", 7, true)]
    [InlineData("[{},", 100, false)]
    [InlineData("no json", 1, false)]
    public void Values_are_counted(string json, int most, bool exceed) => Assert.Equal(exceed, JsonTokens.Exceed(most, System.Text.Encoding.UTF8.GetBytes(json)));
}
