using System.Globalization;
using System.Text;
using Monitor.Sources.Feed;

namespace Monitor.Sources.Tests.Feed;

public sealed class FeedParserTests
{
    private static readonly Uri Home = new("https://example.org/feeds/main.xml");

    private static ParsedFeed Parse(string document, Uri? home = null) => FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, home ?? Home);

    private static ParsedFeed File(string name) => FeedParser.Parse(FixtureFiles.Read(name), null, Home);

    private static ParsedEntry Item(string inside) => Assert.Single(Parse($"<rss version='2.0'><channel><item>{inside}</item></channel></rss>").Entries);

    private static ParsedEntry Entry(string inside) => Assert.Single(Parse($"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{inside}</entry></feed>").Entries);

    [Fact]
    public void Reads_rss_2_with_its_modules()
    {
        var feed = File("rss20.xml");

        Assert.Equal((FeedFormat.Rss20, "Café & Co", "https://blog.example.org/", "fr-FR"), (feed.Format, feed.Title, feed.Url, feed.Language));
        Assert.Equal(("https://blog.example.org/feed.xml", "https://hub.example.org/"), (feed.Self, feed.Hub));
        Assert.Equal(TimeSpan.FromMinutes(90), feed.Wish.Interval);
        Assert.Empty(feed.Warnings);
        var entry = feed.Entries[0];
        Assert.Equal("Acme opens a café in Lyon", entry.Title);
        Assert.Equal("https://blog.example.org/?p=7", entry.Id);
        Assert.Equal("https://blog.example.org/acme?utm_source=rss&id=7", entry.Url);
        Assert.Equal(("https://blog.example.org/acme#comments", "https://blog.example.org/acme/feed"), (entry.Comments, entry.CommentsFeed));
        Assert.Equal("Ann Example", Assert.Single(entry.Authors).Name);
        Assert.Equal(["Coffee & tea", "Lyon"], entry.Tags);
        Assert.Equal(new Enclosure("https://cdn.example.org/7.mp3", "audio/mpeg", 12345), Assert.Single(entry.Enclosures));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.Zero), entry.Published);
        Assert.Equal("A short summary …", entry.Summary!.ToPlain());
        var links = new List<string>();
        Assert.Equal("Acme Corp opens a shop in Lyon.\n\nMore at acme.", entry.Text.ToPlain(links));
        Assert.Equal(["https://example.org/shops/lyon", "https://acme.example/fr"], links);
    }

    [Fact]
    public void Takes_the_guid_for_the_address_where_there_is_no_link()
    {
        var entry = File("rss20.xml").Entries[1];

        Assert.Equal("https://blog.example.org/vector", entry.Url);
        Assert.Equal(new Person("Bob", "bob@example.org"), Assert.Single(entry.Authors));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 13, 0, 0, TimeSpan.Zero), entry.Published);
    }

    [Fact]
    public void Leaves_code_in_a_title_alone() => Assert.Equal("std::vector<int> explained", File("rss20.xml").Entries[1].Title);

    [Fact]
    public void Reads_atom_1_with_bases_languages_and_relations()
    {
        var feed = File("atom10.xml");

        Assert.Equal((FeedFormat.Atom10, "Ann’s notes", "https://example.org/notes/", "en"), (feed.Format, feed.Title, feed.Url, feed.Language));
        Assert.Equal("https://example.org/notes/feed.atom?page=2", feed.Older);
        var entry = feed.Entries[0];
        Assert.Equal(("1 < 2 and other truths", "https://example.org/notes/2026/truths", "de"), (entry.Title, entry.Url, entry.Language));
        Assert.Equal("Ann Example", Assert.Single(entry.Authors).Name);
        Assert.Equal(["The Truth"], entry.Tags);
        Assert.Equal("https://example.org/notes/2026/truths#comments", entry.Comments);
        Assert.Equal(["https://news.example.net/item?id=1"], entry.Links);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 7, 0, 0, 250, TimeSpan.Zero), entry.Published);
        var links = new List<string>();
        Assert.Equal("See about & Acme.\nDone.", entry.Text.ToPlain(links));
        Assert.Equal(["https://example.org/notes/about"], links);
    }

    [Fact]
    public void Takes_plain_text_by_its_word_and_html_too()
    {
        var entry = File("atom10.xml").Entries[1];

        Assert.Equal("Use the <b> element", entry.Title);
        Assert.Equal("It is bold.", entry.Text.ToPlain());
        Assert.Equal("https://example.org/notes/b", entry.Url);
        Assert.Equal("Bob", Assert.Single(entry.Authors).Name);
    }

    [Fact]
    public void Reads_rss_1_whose_items_stand_beside_the_channel()
    {
        var feed = File("rss10.rdf");

        Assert.Equal((FeedFormat.Rss10, "Old news", "https://example.org/", "iso-8859-1"), (feed.Format, feed.Title, feed.Url, feed.Encoding));
        Assert.Equal(["First", "Second"], feed.Entries.Select(entry => entry.Title));
        Assert.Equal(("https://example.org/1", "Carl", "things"), (feed.Entries[0].Id, feed.Entries[0].Authors[0].Name, feed.Entries[0].Tags[0]));
    }

    [Fact]
    public void Reads_json_feed()
    {
        var feed = File("feed.json");

        Assert.Equal((FeedFormat.Json, "Notes in JSON", "en-GB", "https://hub.example.org/"), (feed.Format, feed.Title, feed.Language, feed.Hub));
        Assert.Equal(("1", "https://example.org/one", "Ann"), (feed.Entries[0].Id, feed.Entries[0].Url, feed.Entries[0].Authors[0].Name));
        Assert.Equal(["a", "b"], feed.Entries[0].Tags);
        Assert.Equal(("https://elsewhere.example/2", "Use <div> literally"), (feed.Entries[1].Url, feed.Entries[1].Text.ToPlain()));
    }

    [Fact]
    public void Reads_cdf()
    {
        var feed = File("channel.cdf");

        Assert.Equal((FeedFormat.Cdf, "Channel", "https://example.org/", "About"), (feed.Format, feed.Title, feed.Url, feed.Description));
        Assert.Equal(("One", "https://example.org/1", "First"), (feed.Entries[0].Title, feed.Entries[0].Url, feed.Entries[0].Text.ToPlain()));
    }

    [Fact]
    public void Reads_relative_addresses_of_cdf_against_its_own_where_nobody_says_where_it_was_found()
    {
        var feed = FeedParser.Parse("<CHANNEL HREF='https://example.org/news/'><ITEM HREF='1.html'><TITLE>One</TITLE></ITEM></CHANNEL>"u8);

        Assert.Equal("https://example.org/news/1.html", Assert.Single(feed.Entries).Url);
    }

    [Theory]
    [InlineData("<rss version='0.91'><channel/></rss>", FeedFormat.Rss09x)]
    [InlineData("<rss><channel/></rss>", FeedFormat.Rss20)]
    [InlineData("<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'/>", FeedFormat.Rss09x)]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", FeedFormat.Atom03)]
    [InlineData("<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", FeedFormat.Atom10)]
    [InlineData("<Channel xmlns='http://purl.org/net/rss1.1#'/>", FeedFormat.Rss10)]
    [InlineData("  \n<?xml version='1.0'?>\n<!-- hello --><rss version='2.0'/>", FeedFormat.Rss20)]
    public void Tells_formats_by_their_first_element(string document, FeedFormat format) => Assert.Equal(format, Parse(document).Format);

    [Fact]
    public void Reads_by_prefix_what_nobody_declared()
    {
        var entry = Item("<dc:creator>Ann</dc:creator><content:encoded>&lt;p&gt;Hi&lt;/p&gt;</content:encoded><media:title>T</media:title>");

        Assert.Equal(("Ann", "Hi", "T"), (entry.Authors[0].Name, entry.Text.ToPlain(), entry.Title));
    }

    [Fact]
    public void Does_not_take_another_vocabularys_words_for_its_own()
    {
        var entry = Item("<x:title xmlns:x='https://example.org/ns'>No</x:title><title>Yes</title><x:link xmlns:x='https://example.org/ns'>https://no.example/</x:link>");

        Assert.Equal(("Yes", ""), (entry.Title, entry.Url));
    }

    [Fact]
    public void Mends_bare_ampersands_less_than_signs_and_unclosed_tags()
    {
        var feed = Parse("<rss><channel><title>R&D < AT&T</title><item><title>One<description>a <b>bold & brave</description></item><item><title>Two</title></item></channel></rss>");

        Assert.Equal("R&D < AT&T", feed.Title);
        Assert.Equal(2, feed.Entries.Count);
        Assert.NotEmpty(feed.Warnings);
    }

    [Theory]
    [InlineData("<rss><channel><item><title>One</title><item><title>Two</title></channel></rss>")]
    [InlineData("<rss><channel><item><title>One</title><item><title>Two</title></item></item></channel></rss>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>One</title><entry><title>Two</title></entry></feed>")]
    public void Ends_an_entry_where_the_next_begins(string document)
    {
        var feed = Parse(document);

        Assert.Equal(["One", "Two"], feed.Entries.Select(entry => entry.Title));
        Assert.NotEmpty(feed.Warnings);
    }

    [Fact]
    public void Gives_the_items_so_far_of_a_document_that_breaks_off()
    {
        var feed = Parse("<rss version='2.0'><channel><item><title>One</title></item><item><title>Two</title><descri");

        Assert.Equal(["One", "Two"], feed.Entries.Select(entry => entry.Title));
        Assert.NotEmpty(feed.Warnings);
        Assert.Null(feed.Problem);
    }

    [Fact]
    public void Gives_the_items_so_far_of_json_that_breaks_off()
    {
        var feed = Parse("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"One"},{"id":"2","tit""");

        Assert.Equal("One", Assert.Single(feed.Entries).Title);
        Assert.Contains("broken at line 1", Assert.Single(feed.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_json_with_halves_of_characters()
    {
        var feed = Parse("""{"version":"https://jsonfeed.org/version/1","\ud800":1,"items":[{"id":"1","title":"a\ud83d b \uD83D\uDE00 \\ud800","\udc00":2}]}""");

        Assert.Equal("a\uFFFD b 😀 \\ud800", Assert.Single(feed.Entries).Title);
    }

    [Theory]
    [InlineData("&#55357;&#56832; here", "😀 here")]
    [InlineData("&#xD83D;&#xDE00;", "😀")]
    [InlineData("&#xD83D;&#65;", "\uFFFDA")]
    [InlineData("&#xDE00;&#xD83D;", "\uFFFD\uFFFD")]
    public void Reads_a_character_written_as_its_two_halves(string written, string title) => Assert.Equal(title, Item($"<title>{written}</title>").Title);

    [Theory]
    [InlineData("<title>&lt;![CDATA[Acme &amp; Co]]&gt;</title>", "Acme & Co", "")]
    [InlineData("<title><![CDATA[<![CDATA[Acme]]>]]></title>", "Acme", "")]
    [InlineData("<description>&lt;![CDATA[&lt;p&gt;Hi&lt;/p&gt;]]&gt;</description>", "", "Hi")]
    [InlineData("<description>A section begins with &lt;![CDATA[ and ends with ]]&gt;</description>", "", "A section begins with <![CDATA[ and ends with ]]>")]
    public void Takes_off_the_marks_of_a_section_that_were_escaped_along(string inside, string title, string text)
    {
        var entry = Item(inside);

        Assert.Equal((title, text), (entry.Title, entry.Text.ToPlain()));
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void Says_that_it_left_out_files_of_an_entry(int files, bool isTold)
    {
        var feed = Parse($"<rss version='2.0'><channel><item>{string.Concat(Enumerable.Range(0, files).Select(number => $"<enclosure url='https://example.org/{number}.mp3'/>"))}</item></channel></rss>");

        Assert.Equal(50, Assert.Single(feed.Entries).Enclosures.Count);
        Assert.Equal(isTold, feed.Warnings.Contains("An entry has more than 50 enclosures; only the first were read."));
    }

    [Fact]
    public void Expands_no_entity_that_a_document_declares()
    {
        var bomb = "<!DOCTYPE rss [<!ENTITY a 'AAAAAAAAAA'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>";
        var feed = Parse(bomb + "<rss><channel><title>&b;&c;x</title></channel></rss>");

        Assert.Equal("&b;&c;x", feed.Title);
    }

    [Fact]
    public void Stops_at_256_open_elements()
    {
        var feed = Parse("<rss><channel><item><title>One</title></item>" + string.Concat(Enumerable.Repeat("<a>", 1_000_000)));

        Assert.Equal("One", Assert.Single(feed.Entries).Title);
        Assert.Contains("256", Assert.Single(feed.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_newest_of_a_feed_without_end_whichever_way_it_runs()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        string Document(IEnumerable<int> minutes) =>
            "<rss><channel>" + string.Concat(minutes.Select(minute => $"<item><guid>{minute}</guid><pubDate>{start.AddMinutes(minute):O}</pubDate></item>")) + "</channel></rss>";

        var falling = Parse(Document(Enumerable.Range(0, 5_000).Reverse()));
        var rising = Parse(Document(Enumerable.Range(0, 5_000)));

        Assert.Equal(Enumerable.Range(3_000, 2_000), falling.Entries.Select(entry => int.Parse(entry.Id)).Order());
        Assert.Equal(Enumerable.Range(3_000, 2_000), rising.Entries.Select(entry => int.Parse(entry.Id)).Order());
        Assert.Contains("2000", Assert.Single(falling.Warnings), StringComparison.Ordinal);
        Assert.Contains("2000", Assert.Single(rising.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reads_of_a_million_entries_the_newest_in_the_memory_of_those(bool newestFirst)
    {
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var document = new StringBuilder("<rss><channel>");
        for (var number = 0; number < 1_000_000; number++)
            document.Append(CultureInfo.InvariantCulture, $"<item><guid>{number}</guid><pubDate>{start.AddMinutes(newestFirst ? -number : number):s}</pubDate></item>");
        var body = Encoding.UTF8.GetBytes(document.Append("</channel></rss>").ToString());
        document.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var feed = FeedParser.Parse(body, null, Home);

        Assert.Equal(EntryWindow.Most, feed.Entries.Count);
        Assert.Equal(newestFirst ? "0" : "999999", feed.Entries.MaxBy(entry => entry.Published)!.Id);
        Assert.Contains("more than 2000 entries", Assert.Single(feed.Warnings), StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine($"{body.Length >> 20} MiB read, {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MiB allocated");
    }

    [Theory]
    [InlineData("&amp;lt;p&amp;gt;Hello &amp;lt;b&amp;gt;Acme&amp;lt;/b&amp;gt;&amp;lt;/p&amp;gt;", "Hello Acme")]
    [InlineData("&amp;lt;p&amp;gt; is an element", "<p> is an element")]
    [InlineData("<![CDATA[5 < 8, ticker symbol <BIGCO>]]>", "5 < 8, ticker symbol <BIGCO>")]
    [InlineData("<p>naked <i>markup</i></p>", "naked markup")]
    [InlineData("<![CDATA[one]]> &amp; <![CDATA[two]]>", "one & two")]
    [InlineData("&#226;&#128;&#166;", "…")]
    public void Reads_descriptions_as_they_were_meant(string written, string text) => Assert.Equal(text, Item($"<description>{written}</description>").Text.ToPlain());

    [Theory]
    [InlineData("<content type='text'>a &lt;b&gt;</content>", "a <b>")]
    [InlineData("<content type='html'>a &lt;b&gt;b&lt;/b&gt;</content>", "a b")]
    [InlineData("<content type='text/plain' mode='base64'>QWNtZQ==</content>", "Acme")]
    [InlineData("<content type='image/png'>iVBORw0KGgo=</content>", "")]
    [InlineData("<content src='https://example.org/elsewhere' type='text/html'/>", "")]
    public void Reads_atom_content_by_its_type(string content, string text) => Assert.Equal(text, Entry(content).Text.ToPlain());

    [Theory]
    [InlineData("ann@example.org (Ann Example)", "Ann Example", "ann@example.org")]
    [InlineData("Ann Example (ann@example.org)", "Ann Example", "ann@example.org")]
    [InlineData("Ann &lt;ann@example.org&gt;", "Ann", "ann@example.org")]
    [InlineData("ann@example.org", "", "ann@example.org")]
    [InlineData("<name>Ann</name><email>ann@example.org</email>", "Ann", "ann@example.org")]
    [InlineData("by &lt;a href='/x'&gt;Ann&lt;/a&gt;", "by Ann", "")]
    public void Reads_authors_as_feeds_write_them(string written, string name, string email) =>
        Assert.Equal((name, email), (Item($"<author>{written}</author>").Authors[0].Name, Item($"<author>{written}</author>").Authors[0].Email));

    [Theory]
    [InlineData("<rss><channel><item><author>", "<b>a</b>")]
    [InlineData("<rss><channel><item><description>", "<b>a</b>")]
    [InlineData("<rss><channel><item><title>", "&zzzzzz ")]
    [InlineData("<rss><channel><item ", "a='b' ")]
    [InlineData("<rss><channel><item>", "<category>a</category>")]
    [InlineData("<rss><channel>", "<a '\"")]
    [InlineData("<opml><body>", "<outline text='x'>")]
    [InlineData("<!DOCTYPE a [", "]")]
    [InlineData("{\"items\":[", "[")]
    public void Takes_linear_time_for_a_flood(string start, string piece)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var entry in Parse(start + string.Concat(Enumerable.Repeat(piece, 4_000_000 / piece.Length))).Entries) entry.Text.ToPlain();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public void Prefers_the_address_before_a_syndicator_counted() =>
        Assert.Equal(
            "https://example.org/original",
            Item("<link>https://feeds.example/~r/1</link><feedburner:origLink>https://example.org/original</feedburner:origLink>").Url);

    [Fact]
    public void Lets_no_address_through_that_is_not_of_the_web()
    {
        var entry = Item("<link>javascript:alert(1)</link><comments>data:text/html,x</comments><enclosure url='file:///etc/passwd'/><description>&lt;a href='javascript:x'&gt;y&lt;/a&gt;</description>");
        var links = new List<string>();
        entry.Text.ToPlain(links);

        Assert.Equal(("", ""), (entry.Url, entry.Comments));
        Assert.Empty(entry.Enclosures);
        Assert.Empty(links);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"a\":1}")]
    [InlineData("hello")]
    [InlineData("<catalog><book/></catalog>")]
    [InlineData("<html><body>nothing</body></html>")]
    [InlineData("\0\0\0")]
    public void Says_what_is_no_feed(string document) => Assert.NotNull(Parse(document).Problem);

    [Fact]
    public void Finds_the_feed_behind_a_servers_messages()
    {
        var feed = Parse("<br />\n<b>Warning</b>: undefined index\n<?xml version='1.0'?><rss version='2.0'><channel><title>T</title></channel></rss>");

        Assert.Equal((FeedFormat.Rss20, "T"), (feed.Format, feed.Title));
        Assert.NotEmpty(feed.Warnings);
    }
}
