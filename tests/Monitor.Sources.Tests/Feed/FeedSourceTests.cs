using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Feed;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed;

public sealed class FeedSourceTests
{
    private const string Address = "https://example.org/feed.xml";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly ScriptedGate web = new();
    private readonly VirtualClock clock = new(Start);

    private FeedSource Source(string address = Address) => new(new FeedOptions { Name = "press", Language = "en" }, address, new SourceTools(web, clock, "."));

    private static string Rss(params int[] ids) =>
        "<rss version='2.0'><channel><title>T</title>"
        + string.Concat(ids.Select(id => $"<item><guid>{id}</guid><title>Item {id}</title><pubDate>{Start.AddHours(id - 100):R}</pubDate></item>")) + "</channel></rss>";

    private Task<Fetched> Fetch(FeedSource source, Cursor cursor = default) =>
        source.FetchAsync(new FetchRequest(cursor, SearchPlan.Nothing), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Gives_items_oldest_first_and_sends_the_validators_back_verbatim()
    {
        web.On(Address, Rss(3, 2, 1), "application/rss+xml", HttpStatusCode.OK, ("ETag", "W/\"abc-gzip\""), ("Last-Modified", "Sun, 22 Nov 2026 09:59:00 UTC"))
            .On(Address, request => ScriptedGate.Answer(request, [], "", HttpStatusCode.NotModified));

        var first = await Fetch(Source());
        var second = await Fetch(Source(), first.Cursor);

        Assert.Equal(["1", "2", "3"], first.Items.Select(item => item.Id));
        Assert.Equal("en", first.Items[0].Language);
        Assert.Empty(second.Items);
        Assert.Equal(new Validators("W/\"abc-gzip\"", "Sun, 22 Nov 2026 09:59:00 UTC"), web.Requests[1].Validators);
        Assert.Equal(("press", "feed", Address), (Source().Identity.Name, Source().Identity.Kind, Source().Identity.Part));
    }

    [Theory]
    [InlineData("<https://hub.example.org/>; rel=hub, <https://example.org/all>; rel=self", "https://hub.example.org/", "https://example.org/all")]
    [InlineData("<https://other.example.org/>; rel=nothing", "https://in.example.org/", "https://example.org/in")]
    [InlineData("<http://hub.example.org/>; rel=hub", null, null)]
    [InlineData("<javascript:1>; rel=hub", null, null)]
    public async Task Hands_over_the_hub_and_the_topic_headers_first_and_no_hub_less_safe_than_the_feed(string link, string? hub, string? topic)
    {
        const string Atom = "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='hub' href='https://in.example.org/'/><link rel='self' href='/in'/><entry><id>1</id><title>T</title></entry></feed>";
        web.On(Address, Atom, "application/atom+xml", HttpStatusCode.OK, ("Link", link), ("ETag", "\"1\""))
            .On(Address, request => ScriptedGate.Answer(request, [], "", HttpStatusCode.NotModified));

        var first = await Fetch(Source());
        var unchanged = await Fetch(Source(), first.Cursor);

        Assert.Equal((true, hub, topic), (first.SaysPush, first.Push?.Hub.AbsoluteUri, first.Push?.Topic.AbsoluteUri));
        Assert.False(unchanged.SaysPush);
    }

    [Fact]
    public async Task Finds_the_feed_of_a_page_and_remembers_it()
    {
        web.On("https://example.org/", FixtureFiles.Read("page.html"), "text/html")
            .On("https://example.org/blog/feed.atom", Rss(1), "application/atom+xml");

        var source = Source("https://example.org/");
        var first = await Fetch(source);
        await Fetch(source, first.Cursor);

        Assert.Equal("1", Assert.Single(first.Items).Id);
        Assert.Equal(
            ["https://example.org/", "https://example.org/blog/feed.atom", "https://example.org/blog/feed.atom"], web.Requests.Select(request => request.Address.AbsoluteUri));
    }

    [Fact]
    public async Task Tries_the_next_declared_feed_when_the_first_is_gone()
    {
        web.On("https://example.org/", "<link rel=alternate type=application/rss+xml href=/gone><link rel=alternate type=application/rss+xml href=/here>", "text/html")
            .On("https://example.org/gone", "", "text/plain", HttpStatusCode.NotFound)
            .On("https://example.org/here", Rss(1), "application/rss+xml");

        Assert.Equal("1", Assert.Single((await Fetch(Source("https://example.org/"))).Items).Id);
    }

    [Fact]
    public async Task Passes_over_a_declared_feed_whose_address_is_none()
    {
        web.On("https://example.org/", "<link rel=alternate type=application/rss+xml href='http://[bad/'><link rel=alternate type=application/rss+xml href=/good>", "text/html")
            .On("https://example.org/good", Rss(1), "application/rss+xml");

        Assert.Single((await Fetch(Source("https://example.org/"))).Items);
    }

    [Fact]
    public async Task Goes_back_to_the_page_when_the_discovered_feed_is_gone()
    {
        web.On("https://example.org/", FixtureFiles.Read("page.html"), "text/html")
            .On("https://example.org/", "<link rel=alternate type=application/rss+xml href=/new.xml>", "text/html")
            .On("https://example.org/blog/feed.atom", Rss(1), "application/atom+xml")
            .On("https://example.org/blog/feed.atom", "", "text/plain", HttpStatusCode.Gone)
            .On("https://example.org/new.xml", Rss(1, 2), "application/rss+xml");

        var source = Source("https://example.org/");
        var second = await Fetch(source, (await Fetch(source)).Cursor);

        Assert.Equal(2, second.Items.Count);
        Assert.Empty(second.Gaps);
    }

    [Theory]
    [InlineData("<html><body>hello</body></html>", "webpage")]
    [InlineData("<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script></html>", "Cloudflare")]
    [InlineData("<html><form><input type=\"password\"></form></html>", "login")]
    [InlineData("<html><form action='https://consent.example/save'></form></html>", "consent")]
    public async Task Says_why_a_page_came_where_a_feed_was_due(string page, string hint)
    {
        web.On(Address, page, "text/html");

        var exception = await Assert.ThrowsAsync<SourceException>(() => Fetch(Source()));

        Assert.Equal(SourceFault.Malformed, exception.Fault);
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, SourceFault.RateLimited)]
    [InlineData(503, SourceFault.RateLimited)]
    [InlineData(500, SourceFault.Transient)]
    [InlineData(401, SourceFault.Denied)]
    [InlineData(403, SourceFault.Denied)]
    [InlineData(404, SourceFault.Gone)]
    [InlineData(410, SourceFault.Gone)]
    public async Task Names_failures_by_what_to_do_next(int status, SourceFault fault)
    {
        web.On(Address, "", "text/plain", (HttpStatusCode)status, fault == SourceFault.RateLimited ? [("Retry-After", "120")] : []);

        var exception = await Assert.ThrowsAsync<SourceException>(() => Fetch(Source()));

        TimeSpan? delay = status == 410 ? TimeSpan.FromDays(1) : fault == SourceFault.RateLimited ? TimeSpan.FromMinutes(2) : null;
        Assert.Equal((fault, delay), (exception.Fault, exception.RetryAfter));
        Assert.Contains(Address, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_garbage_as_malformed()
    {
        web.On(Address, "no feed at all", "application/rss+xml");

        Assert.Equal(SourceFault.Malformed, (await Assert.ThrowsAsync<SourceException>(() => Fetch(Source()))).Fault);
    }

    [Fact]
    public async Task Tells_of_a_gap_when_the_feed_turned_over_between_two_looks()
    {
        web.On(Address, Rss(2, 1), "text/xml").On(Address, Rss(103, 102), "text/xml").On(Address, Rss(104, 103), "text/xml");
        var source = Source();

        var first = await Fetch(source);
        clock.Advance(TimeSpan.FromHours(4));
        var second = await Fetch(source, first.Cursor);
        clock.Advance(TimeSpan.FromHours(1));
        var third = await Fetch(source, second.Cursor);

        Assert.Empty(first.Gaps);
        var gap = Assert.Single(second.Gaps);
        Assert.Equal((Start, Start.AddHours(2)), (gap.From, gap.To));
        Assert.Empty(third.Gaps);
    }

    [Fact]
    public async Task Covers_from_its_oldest_entry_at_first_and_then_from_look_to_look()
    {
        web.On(Address, Rss(98, 97), "text/xml", HttpStatusCode.OK, ("ETag", "1")).On(Address, request => ScriptedGate.Answer(request, [], "", HttpStatusCode.NotModified)).On(Address, Rss(103, 102), "text/xml");
        var first = await Fetch(Source());
        clock.Advance(TimeSpan.FromHours(1));
        var unchanged = await Fetch(Source(), first.Cursor);
        clock.Advance(TimeSpan.FromHours(3));
        var turned = await Fetch(Source(), unchanged.Cursor);

        Assert.Equal(new Stretch(Start.AddHours(-3), Start), first.Covered);
        Assert.Equal(new Stretch(Start, Start.AddHours(1)), unchanged.Covered);
        Assert.Equal(new Stretch(Start.AddHours(2), Start.AddHours(4)), turned.Covered);
    }

    [Fact]
    public async Task A_feed_that_is_empty_though_it_had_entries_is_not_believed_and_asked_for_whole_the_next_time()
    {
        web.On(Address, Rss(2, 1), "text/xml", HttpStatusCode.OK, ("ETag", "1")).On(Address, Rss(), "text/xml", HttpStatusCode.OK, ("ETag", "2")).On(Address, Rss(3, 2), "text/xml");
        var first = await Fetch(Source());
        clock.Advance(TimeSpan.FromHours(1));
        var empty = await Fetch(Source(), first.Cursor);
        clock.Advance(TimeSpan.FromHours(1));
        var again = await Fetch(Source(), empty.Cursor);

        Assert.Null(empty.Covered);
        Assert.Contains("without entries", Assert.Single(empty.Warnings));
        Assert.Equal(Validators.None, web.Requests[^1].Validators);
        Assert.Equal(new Stretch(Start, Start.AddHours(2)), again.Covered);
    }

    [Fact]
    public async Task A_feed_that_stays_empty_for_a_day_is_believed_and_what_it_lists_then_has_come_since()
    {
        web.On(Address, Rss(2, 1), "text/xml").On(Address, Rss(), "text/xml", HttpStatusCode.OK, ("ETag", "2")).On(Address, Rss(), "text/xml", HttpStatusCode.OK, ("ETag", "2"))
            .On(Address, request => ScriptedGate.Answer(request, [], "", HttpStatusCode.NotModified)).On(Address, Rss(103), "text/xml");
        var first = await Fetch(Source());
        clock.Advance(TimeSpan.FromHours(1));
        var doubted = await Fetch(Source(), first.Cursor);
        clock.Advance(TimeSpan.FromHours(24));
        var believed = await Fetch(Source(), doubted.Cursor);
        clock.Advance(TimeSpan.FromHours(1));
        var unchanged = await Fetch(Source(), believed.Cursor);
        clock.Advance(TimeSpan.FromHours(1));
        var news = await Fetch(Source(), unchanged.Cursor);

        Assert.Null(doubted.Covered);
        Assert.Equal(new Stretch(Start, Start.AddHours(25)), believed.Covered);
        Assert.Empty(believed.Warnings);
        Assert.Equal(new Stretch(Start.AddHours(25), Start.AddHours(26)), unchanged.Covered);
        Assert.Equal(new Stretch(Start.AddHours(26), Start.AddHours(27)), news.Covered);
        Assert.Empty(news.Gaps);
        Assert.Single(news.Items);
    }

    [Fact]
    public async Task A_feed_that_never_had_entries_is_believed()
    {
        web.On(Address, Rss(), "text/xml").On(Address, Rss(), "text/xml");
        var first = await Fetch(Source());

        Assert.Equal(Start, (await Fetch(Source(), first.Cursor)).Covered?.To);
    }

    [Fact]
    public async Task Takes_a_permanent_move_over_once_it_is_stable()
    {
        var moved = new Uri("https://new.example.org/feed.xml");
        web.On(Address, request => ScriptedGate.Answer(request, System.Text.Encoding.UTF8.GetBytes(Rss(1)), "text/xml") with { Address = moved, MovedTo = moved })
            .On(moved.AbsoluteUri, Rss(1), "text/xml");
        var source = Source();

        var cursor = Cursor.Start;
        for (var look = 0; look < 4; look++) cursor = (await Fetch(source, cursor)).Cursor;

        Assert.Equal([Address, Address, Address, moved.AbsoluteUri], web.Requests.Select(request => request.Address.AbsoluteUri));
    }

    [Theory]
    [InlineData("max-age=1800", "", 30)]
    [InlineData("public, max-age=31536000", "", 360)]
    [InlineData("no-cache", "", null)]
    [InlineData("max-age=60", "<ttl>120</ttl>", 120)]
    [InlineData("", "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 360)]
    [InlineData("", "<sy:updatePeriod>yearly</sy:updatePeriod>", 1440)]
    [InlineData("", "<skipHours><hour>10</hour><hour>11</hour></skipHours>", 120)]
    [InlineData("", "<skipDays><day>Monday</day></skipDays>", null)]
    public async Task Passes_on_when_the_publisher_wants_to_be_asked_again(string header, string elements, int? minutes)
    {
        web.On(Address, $"<rss><channel>{elements}</channel></rss>", "text/xml", HttpStatusCode.OK, ("Cache-Control", header));

        Assert.Equal(minutes is { } count ? TimeSpan.FromMinutes(count) : null, (await Fetch(Source())).LeastInterval);
    }

    [Fact]
    public async Task Tells_entries_apart_that_share_an_identifier()
    {
        web.On(Address, "<rss><channel><item><guid>1</guid><link>https://example.org/a</link></item><item><guid>1</guid><link>https://example.org/b</link></item>"
            + "<item><guid>1</guid><link>https://example.org/a</link></item><item><title>No id</title></item><item><title>None either</title></item></channel></rss>", "text/xml");

        var items = (await Fetch(Source())).Items;

        Assert.Equal(items.Count, items.Select(item => item.Id).Distinct().Count());
        Assert.All(items, item => Assert.NotEmpty(item.Id));
        Assert.Equal(4, items.Count);
    }

    [Fact]
    public async Task Bounds_what_an_entry_may_bring()
    {
        var title = new string('x', 2_000_000);
        web.On(Address, $"<rss><channel><item><guid>{title}</guid><title>{title}</title><description>{title}</description></item></channel></rss>", "text/xml");

        var item = Assert.Single((await Fetch(Source())).Items);

        Assert.True(item.Title.Length <= 1_000 && item.Body.Length <= 500_000 && item.Id.Length <= 500);
    }

    [Fact]
    public async Task Reads_a_feed_whole_once_a_day_though_its_etag_never_changes()
    {
        web.On(Address, Rss(1), "text/xml", HttpStatusCode.OK, ("ETag", "\"frozen\""));
        for (var look = 0; look < 24; look++) web.On(Address, request => ScriptedGate.Answer(request, [], "", HttpStatusCode.NotModified));
        var cursor = (await Fetch(Source())).Cursor;
        for (var hour = 1; hour <= 23; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            cursor = (await Fetch(Source(), cursor)).Cursor;
        }

        web.On(Address, Rss(2, 1), "text/xml");
        clock.Advance(TimeSpan.FromHours(1));
        await Fetch(Source(), cursor);

        Assert.All(web.Requests.Skip(1).Take(23), request => Assert.Equal("\"frozen\"", request.Validators.ETag));
        Assert.Equal(Validators.None, web.Requests[^1].Validators);
    }

    [Fact]
    public async Task Looks_less_often_while_a_feed_is_quiet_and_as_configured_once_it_is_not()
    {
        var source = Source();
        var ids = new List<int> { 100 };
        async Task<TimeSpan?> Look(TimeSpan later, Cursor[] cursor)
        {
            clock.Advance(later);
            var fetched = await Fetch(source, cursor[0]);
            cursor[0] = fetched.Cursor;
            return fetched.LeastInterval;
        }

        web.On(Address, request => ScriptedGate.Answer(request, System.Text.Encoding.UTF8.GetBytes(Rss([.. ids])), "text/xml"));
        var memory = new[] { Cursor.Start };

        Assert.Null(await Look(TimeSpan.Zero, memory));
        Assert.Null(await Look(TimeSpan.FromHours(24), memory));
        Assert.Equal(TimeSpan.FromMinutes(30), await Look(TimeSpan.FromHours(24), memory));
        Assert.Equal(TimeSpan.FromMinutes(60), await Look(TimeSpan.FromDays(30), memory));
        ids.Insert(0, 101);
        Assert.Null(await Look(TimeSpan.FromHours(1), memory));
    }

    [Theory]
    [InlineData(15, 4, 0.5, null)]
    [InlineData(15, 4, 3, 45.0)]
    [InlineData(15, 4, 300, 60.0)]
    [InlineData(15, 1, 300, null)]
    [InlineData(600, 4, 300, 1440.0)]
    [InlineData(4320, 4, 300, null)]
    public void Stretches_the_interval_with_the_silence_within_bounds(int every, int stretch, double quietDays, double? minutes) =>
        Assert.Equal(minutes, new Pace(TimeSpan.FromMinutes(every), stretch).After(TimeSpan.FromDays(quietDays))?.TotalMinutes);

    [Fact]
    public void Opens_one_source_for_each_address_of_urls_and_list()
    {
        var options = new FeedOptions { Name = "press", Urls = ["https://x.example/", "https://a.example/feed"], Opml = "list.opml" };

        var sources = FeedSource.Open(options, new SourceTools(web, clock, FixtureFiles.Folder));

        Assert.Equal(["https://x.example/", "https://a.example/feed", "https://b.example/feed"], sources.Select(source => source.Identity.Part));
    }

    [Fact]
    public void Names_every_address_that_is_none()
    {
        Assert.Equal(["Urls:1"], new FeedOptions { Urls = ["https://x.example/", "ftp://y.example/"] }.Check(".").Select(problem => problem.Key));
        Assert.Equal(["Urls"], new FeedOptions().Check(".").Select(problem => problem.Key));
    }
}
