using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Feed;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed;

/// <summary>From a page's address to its feed.</summary>
public sealed class FeedFinderTests
{
    private const string Page = "https://example.org/";
    private const string Rss = "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>One</title></item></channel></rss>";

    private readonly ScriptedGate web = new();
    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    private Task<Fetched> Fetch(string address = Page, Cursor cursor = default) =>
        new FeedSource(new FeedOptions { Name = "press" }, address, new SourceTools(web, clock, ".")).FetchAsync(new FetchRequest(cursor, SearchPlan.Nothing), TestContext.Current.CancellationToken);

    private IEnumerable<string> Asked => web.Requests.Select(request => request.Address.PathAndQuery);

    private void Missing(params string[] paths)
    {
        foreach (var path in paths) web.On($"https://example.org{path}", "", "text/plain", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("</f>; rel=\"alternate\"; type=\"application/rss+xml\"")]
    [InlineData("<f>;rel=alternate;type=application/atom+xml")]
    [InlineData("<https://example.org/api>; rel=\"https://api.w.org/\", <//example.org/f>; rel=\"home alternate\"; type=\"application/feed+json; charset=utf-8\"; title=\"Posts, all\"")]
    [InlineData("</comments/f>; rel=alternate; type=application/rss+xml; title=Comments, </f>; rel=feed")]
    public async Task Follows_the_link_header(string header)
    {
        web.On(Page, "<html><title>Hello</title></html>", "text/html", HttpStatusCode.OK, ("Link", header)).On("https://example.org/f", Rss, "text/xml");

        Assert.Single((await Fetch()).Items);
        Assert.Equal(["/", "/f"], Asked);
    }

    [Fact]
    public async Task Reads_every_line_of_the_link_header()
    {
        web.On(Page, "<html></html>", "text/html", HttpStatusCode.OK, ("Link", "</a>; rel=canonical"), ("Link", "</f>; rel=alternate; type=text/xml")).On("https://example.org/f", Rss, "text/xml");

        Assert.Single((await Fetch()).Items);
    }

    [Theory]
    [InlineData("https://example.org/", "/")]
    [InlineData("https://example.org/index.html", "/")]
    [InlineData("https://example.org/~ann/blog", "/~ann/blog/")]
    [InlineData("https://example.org/~ann/blog/index.php?page=1", "/~ann/blog/")]
    public async Task Tries_the_usual_addresses_below_a_page_that_declares_nothing(string page, string folder)
    {
        web.On(page, "<html><title>Hello</title></html>", "text/html").On($"https://example.org{folder}index.xml", Rss, "text/xml");
        Missing([.. new[] { "feed", "rss", "atom.xml" }.Select(name => folder + name)]);

        var first = await Fetch(page);
        await Fetch(page, first.Cursor);

        Assert.Single(first.Items);
        Assert.Equal(["feed", "rss", "atom.xml", "index.xml", "index.xml"], Asked.Skip(1).Select(path => path[folder.Length..]));
        Assert.All(web.Requests.Skip(1).Take(4), request => Assert.True(request.ObeyRobots));
        Assert.False(web.Requests[^1].ObeyRobots);
    }

    [Fact]
    public async Task Takes_no_page_and_no_list_for_a_feed()
    {
        web.On(Page, "<html></html>", "text/html").On("https://example.org/feed", "<html>Hello</html>", "text/html").On("https://example.org/rss", "<opml/>", "text/xml");
        Missing("/atom.xml", "/index.xml", "/feed.xml", "/rss.xml", "/feed.json");

        Assert.Equal(SourceFault.Malformed, (await Assert.ThrowsAsync<SourceException>(() => Fetch())).Fault);
        Assert.Equal(8, web.Requests.Count);
    }

    [Fact]
    public async Task Guesses_nothing_where_something_is_declared()
    {
        web.On(Page, "<link rel=alternate type=application/rss+xml href=/gone>", "text/html");
        Missing("/gone");

        await Assert.ThrowsAsync<SourceException>(() => Fetch());

        Assert.Equal(["/", "/gone"], Asked);
    }

    [Theory]
    [InlineData("<title>Just a moment...</title>")]
    [InlineData("<form><input type=\"password\"></form>")]
    public async Task Guesses_nothing_behind_a_barrier(string page)
    {
        web.On(Page, $"<html>{page}</html>", "text/html");

        await Assert.ThrowsAsync<SourceException>(() => Fetch());

        Assert.Single(web.Requests);
    }

    [Fact]
    public async Task Guesses_nothing_where_a_feed_was_yesterday()
    {
        web.On(Page, Rss, "text/xml").On(Page, "<html>Down for maintenance</html>", "text/html");
        var first = await Fetch();

        await Assert.ThrowsAsync<SourceException>(() => Fetch(Page, first.Cursor));

        Assert.Equal(2, web.Requests.Count);
    }

    [Fact]
    public async Task Stops_guessing_when_the_server_has_had_enough()
    {
        web.On(Page, "<html></html>", "text/html").On("https://example.org/feed", "", "text/plain", HttpStatusCode.TooManyRequests, ("Retry-After", "60"));

        Assert.Equal(SourceFault.RateLimited, (await Assert.ThrowsAsync<SourceException>(() => Fetch())).Fault);
        Assert.Equal(2, web.Requests.Count);
    }

    [Fact]
    public async Task Stops_guessing_where_each_guess_is_answered_with_megabytes()
    {
        var large = $"<html>{new string('x', 3 << 20)}";
        web.On(Page, "<html></html>", "text/html").On("https://example.org/feed", large, "text/html").On("https://example.org/rss", large, "text/html").On("https://example.org/atom.xml", Rss, "text/xml");

        await Assert.ThrowsAsync<SourceException>(() => Fetch());

        Assert.Equal(["/", "/feed", "/rss"], Asked);
    }

    [Fact]
    public async Task A_large_page_hides_no_feed_behind_the_next_guess()
    {
        web.On(Page, "<html></html>", "text/html").On("https://example.org/feed", $"<html>{new string('x', 1 << 20)}", "text/html").On("https://example.org/rss", Rss, "text/xml");

        Assert.Single((await Fetch()).Items);
    }

    [Fact]
    public async Task Does_not_take_the_comments_for_the_page()
    {
        web.On(Page, FixtureFiles.Read("page.html"), "text/html");
        Missing("/blog/feed.atom");

        await Assert.ThrowsAsync<SourceException>(() => Fetch());

        Assert.Equal(["/", "/blog/feed.atom"], Asked);
    }

    [Fact]
    public async Task Takes_the_comments_for_a_page_of_comments()
    {
        const string thread = "https://example.org/r/acme/comments/1/";
        web.On(thread, "<link rel=alternate type=application/atom+xml href=.rss>", "text/html").On($"{thread}.rss", Rss, "text/xml");

        Assert.Single((await Fetch(thread)).Items);
    }

    [Fact]
    public async Task A_page_marked_up_as_a_feed_is_one_where_it_declares_none()
    {
        web.On(Page, "<div class=h-entry><a class='u-url p-name' href=/1>One</a></div>", "text/html", HttpStatusCode.OK, ("ETag", "\"1\""));

        var first = await Fetch();
        await Fetch(Page, first.Cursor);

        Assert.Equal(("https://example.org/1", "One"), (first.Items[0].Url, first.Items[0].Title));
        Assert.Equal(["/", "/"], Asked);
        Assert.Equal(new Validators("\"1\"", null), web.Requests[1].Validators);
    }

    [Fact]
    public async Task A_declared_feed_goes_before_the_pages_own_entries()
    {
        web.On(Page, "<link rel=alternate type=application/rss+xml href=/f><div class=h-entry><a class='u-url p-name' href=/1>Marked</a></div>", "text/html").On("https://example.org/f", Rss, "text/xml");

        Assert.Equal("One", Assert.Single((await Fetch()).Items).Title);
    }
}
