using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Mastodon;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Mastodon;

public sealed class HashtagSourceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly VirtualClock clock = new(Noon);
    private readonly MastodonServer server;
    private int last;

    public HashtagSourceTests() => server = new(clock);

    [Fact]
    public async Task First_contact_is_the_newest_page()
    {
        Add(60);

        var fetched = await FetchAsync(Cursor.Start);

        Assert.Equal(40, fetched.Items.Count);
        Assert.Equal($"https://{MastodonServer.Host}/users/ann/statuses/{Id(60)}", fetched.Items[^1].Id);
        Assert.Equal(["/api/v2/instance", "/api/v1/timelines/tag/acme?limit=40"], server.Paths);
        Assert.Empty(fetched.Gaps);
    }

    [Fact]
    public async Task Walks_forward_over_all_that_came_between_two_looks()
    {
        Add(10);
        var first = await FetchAsync(Cursor.Start);
        Add(130);

        var second = await FetchAsync(first.Cursor);

        Assert.Equal(Enumerable.Range(11, 130).Select(Id), Ids(second));
        Assert.DoesNotContain("/api/v2/instance", server.Paths.Skip(2));
    }

    [Fact]
    public async Task A_hashtag_that_was_empty_loses_nothing_of_its_first_burst()
    {
        var first = await FetchAsync(Cursor.Start);
        Assert.Empty(first.Items);
        Add(130);

        Assert.Equal(Enumerable.Range(1, 130).Select(Id), Ids(await FetchAsync(first.Cursor)));
    }

    [Fact]
    public async Task A_post_that_federates_late_is_found_below_the_newest_one()
    {
        Add(3);
        var cursor = (await FetchAsync(Cursor.Start)).Cursor;
        for (var look = 0; look < 3; look++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            Add(2);
            cursor = (await FetchAsync(cursor)).Cursor;
        }

        server.Post($"{Id(5)}-late", Noon.AddMinutes(11), "late <b>acme</b>");

        Assert.Equal([$"{Id(5)}-late"], Ids(await FetchAsync(cursor)));
    }

    [Fact]
    public async Task An_edited_post_is_handed_over_again()
    {
        Add(3);
        var cursor = (await FetchAsync(Cursor.Start)).Cursor;
        Add(3);
        cursor = (await FetchAsync(cursor)).Cursor;
        server.Post(Id(5), Noon, "edited");

        Assert.Equal([Id(5)], Ids(await FetchAsync(cursor)));
        cursor = (await FetchAsync(cursor)).Cursor;
        Assert.Empty((await FetchAsync(cursor)).Items);
    }

    [Fact]
    public async Task What_one_look_does_not_read_is_a_gap_and_is_read_by_the_next()
    {
        Add(1);
        var first = await FetchAsync(Cursor.Start);
        clock.Advance(TimeSpan.FromMinutes(5));
        Add(1500);

        var second = await FetchAsync(first.Cursor);
        var third = await FetchAsync(second.Cursor);

        Assert.Equal(1000, second.Items.Count);
        Assert.Contains("goes on from there", Assert.Single(second.Gaps).Reason);
        Assert.Equal(Enumerable.Range(1002, 500).Select(Id), Ids(third));
        Assert.Empty(third.Gaps);
        Assert.Empty((await FetchAsync(third.Cursor)).Items);
    }

    [Fact]
    public async Task Stops_when_the_requests_are_used_up_and_goes_on_later()
    {
        Add(1);
        var first = await FetchAsync(Cursor.Start);
        Add(100);
        server.Remaining = 0;

        var second = await FetchAsync(first.Cursor);

        Assert.Equal(40, second.Items.Count);
        Assert.Equal(TimeSpan.FromSeconds(90), second.LeastInterval);
        server.Remaining = 300;
        Assert.Equal(60, (await FetchAsync(second.Cursor)).Items.Count);
    }

    [Fact]
    public async Task Too_many_requests_without_Retry_After_wait_until_the_reset()
    {
        server.TimelineStatus = HttpStatusCode.TooManyRequests;

        var fault = await FaultAsync();

        Assert.Equal((SourceFault.RateLimited, TimeSpan.FromSeconds(90)), (fault.Fault, fault.RetryAfter));
    }

    [Theory]
    [InlineData("public", "public", null, "?limit=40")]
    [InlineData("public", "authenticated", null, "?local=true&limit=40")]
    [InlineData("authenticated", "public", null, "?remote=true&limit=40")]
    [InlineData("public", "disabled", "t0ken", "?local=true&limit=40")]
    [InlineData("authenticated", "authenticated", "t0ken", "?limit=40")]
    [InlineData("friends", "whatever", null, "?limit=40")]
    public async Task Asks_for_what_the_server_shows_us(string local, string remote, string? token, string expected)
    {
        server.Access = (local, remote);
        Add(1);

        var fetched = await FetchAsync(Cursor.Start, token);

        Assert.Equal($"/api/v1/timelines/tag/acme{expected}", server.Paths.Last());
        Assert.Equal(expected.Contains("local"), fetched.Warnings.Count == 1);
    }

    [Theory]
    [InlineData("authenticated", null)]
    [InlineData("disabled", "t0ken")]
    public async Task A_closed_timeline_is_read_by_its_RSS(string access, string? token)
    {
        server.Access = (access, access);
        Add(25);

        var first = await FetchAsync(Cursor.Start, token);
        Add(2);
        var second = await FetchAsync(first.Cursor, token);

        Assert.Equal(["/api/v2/instance", "/tags/acme.rss", "/tags/acme.rss"], server.Paths);
        Assert.Equal(20, first.Items.Count);
        Assert.Equal([Id(26), Id(27)], Ids(second));
        Assert.All(server.Requests.Skip(1), request => Assert.Null(request.Authorization));
        Assert.Equal("ann@example.social", second.Items[0].Author.Handle);
    }

    [Fact]
    public async Task More_posts_than_the_RSS_holds_are_a_gap()
    {
        server.Access = ("disabled", "disabled");
        Add(25);
        var first = await FetchAsync(Cursor.Start);
        clock.Advance(TimeSpan.FromHours(1));
        Add(30);

        var gap = Assert.Single((await FetchAsync(first.Cursor)).Gaps);

        Assert.Equal(Noon, gap.From);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(422)]
    public async Task A_refusal_that_the_server_did_not_announce_leads_to_the_RSS_too(int status)
    {
        server.TimelineStatus = (HttpStatusCode)status;
        Add(1);

        Assert.Single((await FetchAsync(Cursor.Start)).Items);
    }

    [Fact]
    public async Task A_refused_token_says_how_to_mend_it()
    {
        server.TimelineStatus = HttpStatusCode.Unauthorized;

        var fault = await FaultAsync("t0ken");

        Assert.Equal(SourceFault.Denied, fault.Fault);
        Assert.Contains("refused the access token", fault.Message);
        Assert.Contains("read:statuses", fault.Message);
        Assert.DoesNotContain("t0ken", fault.Message);
        Assert.DoesNotContain("Nein", fault.Message);
    }

    [Fact]
    public async Task A_server_closed_in_every_way_says_to_set_a_token()
    {
        (server.TimelineStatus, server.FeedStatus) = (HttpStatusCode.Unauthorized, HttpStatusCode.NotFound);

        var fault = await FaultAsync();

        Assert.Equal(SourceFault.Denied, fault.Fault);
        Assert.Contains("set AccessToken", fault.Message);
    }

    [Fact]
    public async Task An_unknown_hashtag_is_an_empty_one_where_the_server_speaks_the_API()
    {
        server.TimelineStatus = HttpStatusCode.NotFound;

        Assert.Empty((await FetchAsync(Cursor.Start)).Items);

        server.InstanceStatus = HttpStatusCode.NotFound;
        Assert.Equal(SourceFault.Gone, (await FaultAsync()).Fault);
    }

    [Fact]
    public async Task An_older_server_without_a_description_is_read_all_the_same()
    {
        server.InstanceStatus = HttpStatusCode.NotFound;
        Add(1);

        Assert.Single((await FetchAsync(Cursor.Start)).Items);
    }

    [Fact]
    public async Task The_token_goes_to_the_server_alone_wherever_its_links_lead()
    {
        server.Links = (oldest, newest) =>
        [
            $"<https://evil.example/api/v1/timelines/tag/acme?max_id={oldest}>; rel=\"next\"",
            $"<https://evil.example/steal?limit=40&min_id={newest}>; rel=\"prev\"",
        ];
        Add(1);
        var first = await FetchAsync(Cursor.Start, "t0ken");
        Add(90);

        Assert.Equal(90, (await FetchAsync(first.Cursor, "t0ken")).Items.Count);
        Assert.All(server.Requests, request => Assert.Equal((MastodonServer.Host, "Bearer t0ken"), (request.Address.Host, request.Authorization?.Reveal())));
    }

    [Theory]
    [InlineData("one line")]
    [InlineData("two lines")]
    [InlineData("since_id")]
    [InlineData("none")]
    [InlineData("broken")]
    public async Task Reads_on_whatever_the_servers_links_look_like(string kind)
    {
        server.Links = (oldest, newest) => kind switch
        {
            "one line" => [$"<https://example.social/api/v1/timelines/tag/acme?limit=40&max_id={oldest}>; rel=\"next\", <https://example.social/api/v1/timelines/tag/acme?limit=40&min_id={newest}>; rel=\"prev\""],
            "two lines" => [$"<https://example.social/api/v1/timelines/tag/acme?limit=40&max_id={oldest}>; rel=next", $"</api/v1/timelines/tag/acme?limit=40&min_id={newest}>;rel=prev"],
            "since_id" => [$"<https://example.social/api/v1/timelines/tag/acme?limit=40&since_id={newest}>; rel=\"prev\""],
            "broken" => [$"<https://example.social/api/v1/timelines", "rel=prev", "<>; rel=\"prev\"", "<http://[>; rel=\"prev\""],
            _ => [],
        };
        Add(1);
        var first = await FetchAsync(Cursor.Start);
        Add(90);

        Assert.Equal(90, (await FetchAsync(first.Cursor)).Items.Count);
    }

    [Fact]
    public async Task Asks_for_a_hashtag_in_any_script_at_the_address_that_was_configured()
    {
        var options = new MastodonOptions { Name = "fedi", Server = MastodonServer.Host, Endpoint = new("http://127.0.0.1:3000/under"), Hashtags = ["#Überfall", "日本"], Local = true };
        var gate = new ScriptedGate()
            .On("http://127.0.0.1:3000/under/api/v2/instance", """{"domain":"example.social"}""")
            .On("http://127.0.0.1:3000/under/api/v1/timelines/tag/%C3%9Cberfall?local=true&limit=40", "[]")
            .On("http://127.0.0.1:3000/under/api/v1/timelines/tag/%E6%97%A5%E6%9C%AC?local=true&limit=40", "[]");

        var sources = MastodonSources.Open(options, new SourceTools(gate, clock, "."));

        Assert.Equal(["fedi|#Überfall", "fedi|#日本"], sources.Select(source => source.Identity.Key));
        foreach (var source in sources) await source.FetchAsync(new(Cursor.Start, SearchPlan.Nothing), default);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Loses_nothing_and_repeats_nothing_whatever_comes_between_two_looks(int seed)
    {
        var random = new Random(seed);
        var cursor = (await FetchAsync(Cursor.Start)).Cursor;
        var handed = new List<string>();
        var late = new Queue<string>();
        for (var look = 0; look < 25; look++)
        {
            Add(random.Next(4) switch { 0 => 0, 1 when look > 0 => random.Next(look % 8 == 0 ? 1200 : 100), _ => random.Next(60) });
            // A minute's worth of ids turns up ten to forty minutes after its time.
            if (random.Next(3) == 0 && server.Posts.Count > 0) late.Enqueue($"{Id(last)}-{look}");
            if (late.Count > 2) server.Post(late.Dequeue(), clock.GetUtcNow(), "late acme");
            var fetched = await FetchAsync(cursor);
            handed.AddRange(Ids(fetched));
            cursor = fetched.Cursor;
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        for (var look = 0; look < 8; look++)
        {
            var fetched = await FetchAsync(cursor);
            handed.AddRange(Ids(fetched));
            cursor = fetched.Cursor;
        }

        Assert.Equal(handed.Count, handed.Distinct().Count());
        var missing = server.Posts.Keys.Except(handed).ToList();
        Assert.True(missing.TrueForAll(id => id.Contains('-')), "A post in its place was lost.");
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 10)];

    private static string Id(int number) => $"{number:D8}";

    private static IEnumerable<string> Ids(Fetched fetched) => fetched.Items.Select(item => item.Id[(item.Id.LastIndexOf('/') + 1)..]);

    private void Add(int posts)
    {
        for (var left = posts; left > 0; left--) server.Post(Id(++last), clock.GetUtcNow().AddMilliseconds(last), $"<p>acme {last}</p>");
    }

    private Task<Fetched> FetchAsync(Cursor cursor, string? token = null) => Source(server, token).FetchAsync(new(cursor, SearchPlan.Nothing), default);

    private Task<SourceException> FaultAsync(string? token = null) => Assert.ThrowsAsync<SourceException>(() => FetchAsync(Cursor.Start, token));

    private ISource Source(IWebGate gate, string? token) => MastodonSources.Open(
        new() { Name = "fedi", Server = MastodonServer.Host, Hashtags = ["acme"], AccessToken = token is null ? null : new Secret(token), Search = false },
        new SourceTools(gate, clock, "."))[0];
}
