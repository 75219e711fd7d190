using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Sitemap;

namespace Monitor.Sources.Tests.Sitemap;

public sealed class SitemapReaderTests
{
    private static readonly Uri Address = new("https://example.org/sitemap.xml");

    [Fact]
    public void Lists_pages_with_their_dates_and_not_their_pictures()
    {
        var file = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
              <url><loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2026-11-01</lastmod>
                <image:image><image:loc>https://example.org/a.png</image:loc><image:title>A picture</image:title></image:image></url>
              <url><loc>/b</loc></url>
              <url><loc>javascript:alert(1)</loc></url>
            </urlset>
            """);

        Assert.Equal(["https://example.org/a?x=1&y=2", "https://example.org/b"], file.Pages.Select(page => page.Address.AbsoluteUri));
        Assert.Equal([new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), null], file.Pages.Select(page => page.Changed));
        Assert.All(file.Pages, page => Assert.Null(page.News));
        Assert.Null(file.Problem);
    }

    [Fact]
    public void Reads_what_a_news_sitemap_says_whatever_its_namespaces_are_called()
    {
        var file = Read("""
            <urlset xmlns="http://www.google.com/schemas/sitemap/0.84" xmlns:n="http://example.org/my-own-idea">
              <url><loc>https://example.org/n</loc>
                <n:news><n:publication><n:name>The Example</n:name><n:language>fr</n:language></n:publication>
                  <n:publication_date>2026-11-22T07:00:00+01:00</n:publication_date><n:title><![CDATA[Acme & Cie ouvre à Lyon]]></n:title><n:keywords>Acme, commerce</n:keywords></n:news></url>
            </urlset>
            """);

        var news = Assert.Single(file.Pages).News!;
        Assert.Equal(("Acme & Cie ouvre à Lyon", "fr", "The Example"), (news.Title, news.Language, news.Publication));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero), news.Published);
        Assert.Equal(["Acme", "commerce"], news.Keywords);
    }

    [Fact]
    public void Follows_an_index() =>
        Assert.Equal(
            [("https://example.org/one.xml", "2026-11-20"), ("https://example.org/two.xml.gz", "")],
            Read("<sitemapindex><sitemap><loc>one.xml</loc><lastmod>2026-11-20</lastmod></sitemap><sitemap><loc>/two.xml.gz</loc></sitemap></sitemapindex>")
                .Files.Select(file => (file.Address.AbsoluteUri, file.Changed)));

    [Fact]
    public void A_list_of_addresses_is_a_sitemap() =>
        Assert.Equal(["https://example.org/a", "https://example.org/b"], Read("https://example.org/a\r\nhttps://example.org/b\r\n").Pages.Select(page => page.Address.AbsoluteUri));

    [Fact]
    public void Mends_bare_ampersands_and_says_so()
    {
        var file = Read("<urlset><url><loc>https://example.org/?a=1&b=2</loc></url><url><loc>https://example.org/?a=1&amp;b=3</loc></url></urlset>");

        Assert.Equal(["https://example.org/?a=1&b=2", "https://example.org/?a=1&b=3"], file.Pages.Select(page => page.Address.AbsoluteUri));
        Assert.Contains("Ampersands", file.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_what_stands_before_a_break()
    {
        var file = Read("<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://exam");

        Assert.Single(file.Pages);
        Assert.Contains("breaks off", file.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Opens_no_entity()
    {
        var file = Read("""<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://example.org/a</loc></url><url><loc>https://example.org/&x;</loc></url></urlset>""");

        Assert.Equal("https://example.org/a", Assert.Single(file.Pages).Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("<urlset><url><loc><![CDATA[https://example.org/?a=1&b=2]]></loc></url></urlset>", "https://example.org/?a=1&b=2")]
    [InlineData("\uFEFF \n<?xml version='1.0'?><urlset><url><loc>https://example.org/a</loc></url></urlset>", "https://example.org/a")]
    [InlineData("<urlset><url a='1>2 & 3'><loc>https://example.org/\0a</loc></url></urlset>", "https://example.org/a")]
    [InlineData("<urlset><url><loc>https://example.org/<!-- x -->a</loc></url></urlset>", "https://example.org/a")]
    public void Reads_what_others_trip_over(string text, string address) => Assert.Equal(address, Assert.Single(Read(text).Pages).Address.AbsoluteUri);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public void Reads_other_encodings(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] octets = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version='1.0' encoding='{name}'?><urlset><url><loc>https://example.org/é</loc></url></urlset>")];

        Assert.Equal("https://example.org/%C3%A9", Assert.Single(Read(octets).Pages).Address.AbsoluteUri);
    }

    [Fact]
    public void Says_what_it_left_out()
    {
        var file = Read($"<urlset><url><loc>https://example.org/{new string('x', 3_000)}</loc></url><url><loc>https://example.org/a</loc></url></urlset>");

        Assert.Single(file.Pages);
        Assert.Equal("1 addresses are longer than 2048 characters and were left out.", file.Problem);
    }

    [Fact]
    public void Lists_of_addresses_are_read_to_their_end_and_lines_that_are_none_passed_over()
    {
        var lines = string.Concat(Enumerable.Range(0, 5_000).Select(number => $"https://example.org/{number}\n{(number == 2_500 ? new string('x', 50_000) + "\n" : "")}"));

        Assert.Equal(5_000, Read(lines).Pages.Count);
    }

    [Theory]
    [InlineData("<rss><channel/></rss>", "is a feed")]
    [InlineData("<!doctype html><html><p>Hello</html>", "is a page")]
    [InlineData("<things/>", "is no sitemap")]
    [InlineData("hello\nworld", "is no sitemap")]
    [InlineData("", "is no sitemap")]
    public void Says_what_it_found_instead_of_a_sitemap(string text, string what)
    {
        var failure = Assert.Throws<SourceException>(() => Read(text));

        Assert.Equal(SourceFault.Malformed, failure.Fault);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    private static (IReadOnlyList<SitemapPage> Pages, IReadOnlyList<SitemapLink> Files, string? Problem) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static (IReadOnlyList<SitemapPage> Pages, IReadOnlyList<SitemapLink> Files, string? Problem) Read(byte[] octets)
    {
        var pages = new List<SitemapPage>();
        var file = SitemapReader.Read(new SitemapDocument(octets, null, Address, SitemapDocument.Largest), pages.Add);
        return (pages, file.Files, file.Problem);
    }
}
