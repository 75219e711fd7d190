using System.IO.Compression;
using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Sitemap;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Sitemap;

public sealed class SitemapSourceTests
{
    private const string Sitemap = "https://example.org/sitemap.xml";

    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_the_articles_of_pages_that_were_not_listed_before()
    {
        var web = new ScriptedGate()
            .On(Sitemap, List("https://example.org/old"), "application/xml")
            .On(Sitemap, List("https://example.org/old", "https://example.org/new"), "application/xml")
            .On("https://example.org/new", """
                <!doctype html><html lang="fr"><head><title>Acme ouvre à Lyon | Le Journal</title><meta property="article:published_time" content="2026-11-22T07:30:00Z"><meta name="author" content="Ann Dupont"></head>
                <body><nav><a href="/">Accueil, abonnez-vous, Globex</a></nav><article><p>La marque Acme, bien connue, ouvre <a href="https://acme.example/lyon">une boutique</a> à Lyon, rue de la République.</p></article></body></html>
                """, "text/html; charset=utf-8");

        var first = await FetchAsync(web, Cursor.Start);
        var second = await FetchAsync(web, first.Cursor);
        var third = await FetchAsync(web, second.Cursor);

        Assert.Empty(first.Items);
        var item = Assert.Single(second.Items);
        Assert.Equal(("https://example.org/new", "Acme ouvre à Lyon", "fr", "Ann Dupont"), (item.Id, item.Title, item.Language, item.Author.Name));
        Assert.Equal("La marque Acme, bien connue, ouvre une boutique à Lyon, rue de la République.", item.Body);
        Assert.Equal(["https://acme.example/lyon"], item.Links);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 7, 30, 0, TimeSpan.Zero), item.Published);
        Assert.Empty(third.Items);
        Assert.True(web.Requests.Where(request => request.Address.AbsolutePath == "/new").All(request => request.ObeyRobots));
    }

    [Fact]
    public async Task Hands_titles_of_news_over_without_asking_for_a_page()
    {
        var web = new ScriptedGate().On(Sitemap, """
            <urlset><url><loc>https://example.org/n</loc><news><publication><name>The Example</name><language>en</language></publication>
            <publication_date>2026-11-22T07:00:00Z</publication_date><title>Acme opens in Lyon</title></news></url></urlset>
            """, "application/xml");

        var fetched = await FetchAsync(web, Cursor.Start);

        var item = Assert.Single(fetched.Items);
        Assert.Equal(("Acme opens in Lyon", "en", "The Example"), (item.Title, item.Language, item.Author.Name));
        Assert.Single(web.Requests);
        Assert.Empty((await FetchAsync(web, fetched.Cursor)).Items);
    }

    [Fact]
    public async Task Finds_the_sitemaps_that_robots_names_and_those_they_name()
    {
        var web = new ScriptedGate()
            .On("https://example.org/robots.txt", "User-agent: *\nDisallow:\nSITEMAP: https://cdn.example.org/index.xml\n", "text/plain")
            .On("https://cdn.example.org/index.xml", "<sitemapindex><sitemap><loc>https://cdn.example.org/posts.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>", "application/xml")
            .On("https://cdn.example.org/posts.xml.gz", Packed(List("https://example.org/a")), "application/gzip");

        var first = await FetchAsync(web, Cursor.Start, new SitemapOptions { Name = "press", Url = "https://example.org/" });
        await FetchAsync(web, first.Cursor, new SitemapOptions { Name = "press", Url = "https://example.org/" });

        Assert.Single(web.Requests, request => request.Address.AbsolutePath == "/posts.xml.gz");
        Assert.Empty(first.Warnings);
    }

    [Fact]
    public async Task Reads_a_file_once_a_day_whatever_the_index_claims()
    {
        var web = new ScriptedGate()
            .On(Sitemap, "<sitemapindex><sitemap><loc>https://example.org/posts.xml</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>", "application/xml")
            .On("https://example.org/posts.xml", List("https://example.org/a"), "application/xml")
            .On("https://example.org/posts.xml", List("https://example.org/a", "https://example.org/b"), "application/xml")
            .On("https://example.org/b", "<p>Acme</p>", "text/html");

        var first = await FetchAsync(web, Cursor.Start);
        clock.Advance(TimeSpan.FromHours(25));
        var second = await FetchAsync(web, first.Cursor);

        Assert.Equal("https://example.org/b", Assert.Single(second.Items).Id);
    }

    [Fact]
    public async Task Reads_a_few_pages_at_a_time_and_forgets_none()
    {
        var addresses = Enumerable.Range(0, 25).Select(number => $"https://example.org/{number}").ToArray();
        var web = new ScriptedGate().On(Sitemap, List(), "application/xml").On(Sitemap, List(addresses), "application/xml");
        foreach (var address in addresses) web.On(address, "<p>Acme</p>", "text/html");
        var options = new SitemapOptions { Name = "press", Url = Sitemap, Pages = 10 };

        var looks = new List<Fetched> { await FetchAsync(web, Cursor.Start, options) };
        for (var look = 0; look < 4; look++) looks.Add(await FetchAsync(web, looks[^1].Cursor, options));

        Assert.Equal([0, 10, 10, 5, 0], looks.Select(look => look.Items.Count));
        Assert.Equal(addresses.Order(), looks.SelectMany(look => look.Items).Select(item => item.Id).Order());
    }

    [Fact]
    public async Task Tries_a_page_again_when_the_server_had_trouble_and_says_which_it_could_not_read()
    {
        var web = new ScriptedGate()
            .On(Sitemap, List(), "application/xml")
            .On(Sitemap, List("https://example.org/down", "https://example.org/gone"), "application/xml")
            .On("https://example.org/down", "", "text/html", HttpStatusCode.BadGateway)
            .On("https://example.org/down", "<p>Acme is back, and with it all its shops.</p>", "text/html")
            .On("https://example.org/gone", "", "text/html", HttpStatusCode.NotFound);

        var first = await FetchAsync(web, Cursor.Start);
        var second = await FetchAsync(web, first.Cursor);
        var third = await FetchAsync(web, second.Cursor);

        Assert.Empty(second.Items);
        Assert.Contains("1 new pages could not be read", Assert.Single(second.Warnings), StringComparison.Ordinal);
        Assert.Equal("https://example.org/down", Assert.Single(third.Items).Id);
    }

    [Fact]
    public async Task Watches_only_the_paths_asked_for()
    {
        var web = new ScriptedGate()
            .On(Sitemap, List(), "application/xml")
            .On(Sitemap, List("https://example.org/shop/1", "https://example.org/blog/1"), "application/xml")
            .On("https://example.org/blog/1", "<p>Acme</p>", "text/html");
        var options = new SitemapOptions { Name = "press", Url = Sitemap, Paths = ["/blog/"] };

        var first = await FetchAsync(web, Cursor.Start, options);

        Assert.Equal("https://example.org/blog/1", Assert.Single((await FetchAsync(web, first.Cursor, options)).Items).Id);
    }

    [Fact]
    public async Task An_unchanged_sitemap_costs_one_conditional_request()
    {
        var web = new ScriptedGate()
            .On(Sitemap, Encoding.UTF8.GetBytes(List("https://example.org/a")), "application/xml", HttpStatusCode.OK, ("ETag", "W/\"1\""))
            .On(Sitemap, [], "application/xml", HttpStatusCode.NotModified)
            .On(Sitemap, List("https://example.org/a", "https://example.org/b"), "application/xml")
            .On("https://example.org/b", "<p>Acme</p>", "text/html");

        var first = await FetchAsync(web, Cursor.Start);
        var second = await FetchAsync(web, first.Cursor);
        var third = await FetchAsync(web, second.Cursor);

        Assert.Equal("W/\"1\"", web.Requests[1].Validators.ETag);
        Assert.Empty(second.Items);
        Assert.Equal("https://example.org/b", Assert.Single(third.Items).Id);
    }

    [Theory]
    [InlineData("ftp://example.org/", "Url")]
    [InlineData("https://example.org/", "Paths:0")]
    public void Says_what_is_wrong_with_its_options(string url, string key) =>
        Assert.Equal(key, new SitemapOptions { Name = "press", Url = url, Paths = url[0] == 'h' ? ["blog"] : [] }.Check(".").First().Key);

    private Task<Fetched> FetchAsync(ScriptedGate web, Cursor cursor, SitemapOptions? options = null) =>
        new SitemapSource(options ?? new SitemapOptions { Name = "press", Url = Sitemap }, new SourceTools(web, clock, ".")).FetchAsync(new FetchRequest(cursor, SearchPlan.Nothing), Cancellation);

    private static string List(params string[] addresses) =>
        $"<urlset>{string.Concat(addresses.Select(address => $"<url><loc>{address}</loc></url>"))}</urlset>";

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
