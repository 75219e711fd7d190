using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Feed;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed;

/// <summary>Paged, archived and complete feeds (RFC 5005), and JSON Feed's next_url.</summary>
public sealed class OlderPagesTests
{
    private const string Address = "https://example.org/feed";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly ScriptedGate web = new();
    private readonly VirtualClock clock = new(Start);

    private Task<Fetched> Fetch(Cursor cursor = default, int backfill = 0) =>
        new FeedSource(new FeedOptions { Name = "press", Backfill = backfill }, Address, new SourceTools(web, clock, ".")).FetchAsync(new FetchRequest(cursor, SearchPlan.Nothing), TestContext.Current.CancellationToken);

    private IEnumerable<string> Asked => web.Requests.Select(request => request.Address.PathAndQuery);

    private static string Page(string links, params int[] ids) =>
        $"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:fh='http://purl.org/syndication/history/1.0'><title>T</title>{links}"
        + string.Concat(ids.Select(id => $"<entry><id>{id}</id><title>Entry {id}</title><published>{Start.AddMinutes(id):O}</published></entry>")) + "</feed>";

    private static string Json(string next, params int[] ids) =>
        $$"""{"version":"https://jsonfeed.org/version/1.1","next_url":"{{next}}","items":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","content_text":"Entry {{id}}","date_published":"{{Start.AddMinutes(id):O}}"}"""))}}]}""";

    private async Task<Fetched> AfterAnHour(string first, string second)
    {
        web.On(Address, first, "application/atom+xml").On(Address, second, "application/atom+xml");
        var cursor = (await Fetch()).Cursor;
        clock.Advance(TimeSpan.FromHours(1));
        return await Fetch(cursor);
    }

    [Theory]
    [InlineData("<link rel='next' href='/feed?page=2'/>")]
    [InlineData("<link rel='prev-archive' href='feed?page=2'/>")]
    public async Task Closes_a_gap_from_the_pages_behind(string link)
    {
        web.On("https://example.org/feed?page=2", Page("<link rel='next' href='/feed?page=3'/><fh:archive/>", 8, 7, 6), "text/xml")
            .On("https://example.org/feed?page=3", Page("", 5, 4, 3, 2), "text/xml");

        var second = await AfterAnHour(Page(link, 3, 2, 1), Page(link, 11, 10, 9));

        Assert.Equal(["/feed", "/feed", "/feed?page=2", "/feed?page=3"], Asked);
        Assert.Equal(["2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], second.Items.Select(item => item.Id));
        Assert.Empty(second.Gaps);
        Assert.Equal(new Stretch(Start, Start.AddHours(1)), second.Covered);
    }

    [Fact]
    public async Task Closes_a_gap_of_a_json_feed()
    {
        web.On("https://example.org/feed?page=2", Json("https://example.org/feed?page=3", 5, 4, 3), "application/feed+json");

        var second = await AfterAnHour(Json("https://example.org/feed?page=2", 3, 2), Json("https://example.org/feed?page=2", 7, 6));

        Assert.Equal(5, second.Items.Count);
        Assert.Empty(second.Gaps);
    }

    [Fact]
    public async Task Asks_for_no_page_behind_where_two_looks_overlap()
    {
        await AfterAnHour(Page("<link rel='next' href='/feed?page=2'/>", 3, 2), Page("<link rel='next' href='/feed?page=2'/>", 4, 3));

        Assert.Equal(["/feed", "/feed"], Asked);
    }

    [Fact]
    public async Task Tells_of_the_gap_that_is_left_after_ten_pages()
    {
        for (var page = 2; page < 20; page++) web.On($"https://example.org/feed?page={page}", Page($"<link rel='next' href='/feed?page={page + 1}'/>", 50 - page), "text/xml");

        var second = await AfterAnHour(Page("<link rel='next' href='/feed?page=2'/>", 3), Page("<link rel='next' href='/feed?page=2'/>", 50));

        Assert.Equal(12, web.Requests.Count);
        Assert.Equal((Start, Start.AddMinutes(39)), (Assert.Single(second.Gaps).From, second.Gaps[0].To));
        Assert.Equal(new Stretch(Start.AddMinutes(39), Start.AddHours(1)), second.Covered);
    }

    [Fact]
    public async Task Goes_round_no_circle()
    {
        web.On("https://example.org/feed?page=2", Page("<link rel='next' href='/feed'/>", 48), "text/xml");

        var second = await AfterAnHour(Page("<link rel='next' href='/feed?page=2'/>", 3), Page("<link rel='next' href='/feed?page=2'/>", 50));

        Assert.Equal(["/feed", "/feed", "/feed?page=2"], Asked);
        Assert.Single(second.Gaps);
    }

    [Fact]
    public async Task Tells_of_the_gap_when_the_pages_behind_cannot_be_read()
    {
        web.On("https://example.org/feed?page=2", "", "text/plain", HttpStatusCode.InternalServerError);

        var second = await AfterAnHour(Page("<link rel='next' href='/feed?page=2'/>", 3), Page("<link rel='next' href='/feed?page=2'/>", 50));

        Assert.Equal("50", Assert.Single(second.Items).Id);
        Assert.Single(second.Gaps);
        Assert.Contains("500", Assert.Single(second.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misses_nothing_of_a_complete_feed()
    {
        var second = await AfterAnHour(Page("<fh:complete/>", 3, 2), Page("<fh:complete/>", 50));

        Assert.Empty(second.Gaps);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(9, 4)]
    public async Task Reads_of_the_past_what_the_options_ask_for(int backfill, int pages)
    {
        web.On(Address, Page("<link rel='next' href='/feed?page=2'/>", 9), "text/xml");
        for (var page = 2; page < 5; page++) web.On($"https://example.org/feed?page={page}", Page(page == 4 ? "" : $"<link rel='next' href='/feed?page={page + 1}'/>", 9 - page), "text/xml");

        var first = await Fetch(backfill: backfill);

        Assert.Equal((pages, pages), (web.Requests.Count, first.Items.Count));
        Assert.Empty(first.Gaps);
    }

    [Fact]
    public async Task Says_that_an_archive_never_changes()
    {
        web.On(Address, Page("<fh:archive/><link rel='current' href='/now'/>", 1), "text/xml");

        Assert.Contains("https://example.org/now", Assert.Single((await Fetch()).Warnings), StringComparison.Ordinal);
    }
}
