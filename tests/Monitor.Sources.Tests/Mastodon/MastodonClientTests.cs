using Monitor.Core.Fetching;
using Monitor.Sources.Mastodon;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Mastodon;

/// <summary>What every client behind the seam must do, over real HTTP: our own, and Mastonet's in a build that has it.</summary>
public sealed class MastodonClientTests : IDisposable
{
    private const string Post = """{"id":"7","uri":"https://example.social/users/ann/statuses/7","url":null,"created_at":"2026-11-20T10:00:00.5Z","content":"<p>acme</p>","spoiler_text":"warning","visibility":"unlisted","language":"en","favourites_count":2,"reblogs_count":3,"account":{"id":"1","username":"ann","acct":"ann","display_name":"Ann","url":"https://example.social/@ann","followers_count":9,"created_at":"2020-01-01T00:00:00.000Z"},"media_attachments":[{"id":"1","type":"image","description":"an anvil"}],"mentions":[],"tags":[{"name":"acme","url":"https://example.social/tags/acme"}],"card":{"url":"https://example.org/","title":"Card","description":"about","type":"link"},"poll":{"id":"1","options":[{"title":"yes"}]},"reblog":null}""";

    private readonly LoopbackServer server = new();

    public static TheoryData<string> Clients() => [.. Enum.GetNames<ClientKind>().Where(name => TypeOf(name) is not null)];

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Asks_for_the_newest_page_and_reads_a_post_whole(string kind)
    {
        server.On("/api/v1/timelines/tag/acme?limit=40", $"[{Post}]");

        var page = await Client(kind).TagAsync(new("acme", Reach.Everybody), default);

        var item = StatusItem.Of(Assert.Single(page!.Statuses), "example.social")!;
        Assert.Equal(("https://example.social/users/ann/statuses/7", "https://example.social/users/ann/statuses/7"), (item.Id, item.Url));
        Assert.Equal("warning\nacme\nan anvil\nCard\nabout\nyes", item.Body);
        Assert.Equal(new Author("Ann", "ann@example.social", "https://example.social/@ann", 9), item.Author);
        Assert.Equal(("en", 5L), (item.Language, item.Score));
        Assert.Equal(["acme"], item.Tags);
        Assert.Equal(["https://example.org/"], item.Links);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, 500, TimeSpan.Zero), item.Published);
        Assert.Equal("7", page.Mark);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Walks_forward_from_a_mark(string kind)
    {
        var next = $"<{server.Address}api/v1/timelines/tag/acme?limit=40&max_id=7>; rel=\"next\"";
        var previous = $"<{server.Address}api/v1/timelines/tag/acme?min_id=8&limit=40>; rel=\"prev\"";
        server.On("/api/v1/timelines/tag/acme?min_id=5&limit=40", $"[{Post}]", 200, ("Link", next), ("Link", previous))
            .On("/api/v1/timelines/tag/acme?min_id=8&limit=40", "[]");
        var walk = new TagWalk(Client(kind), "acme", new(Reach.Everybody, Known: true, default), "example.social");

        await walk.ForwardAsync("5", 10, default);

        Assert.Equal((1, "8", true), (walk.Items.Count, walk.Mark, walk.IsComplete));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Walks_back_over_older_pages(string kind)
    {
        server.On("/api/v1/timelines/tag/acme?limit=40", $"[{Post}]", 200, ("Link", $"<{server.Address}api/v1/timelines/tag/acme?max_id=7&limit=40>; rel=\"next\""))
            .On("/api/v1/timelines/tag/acme?max_id=7&limit=40", "[]");
        var walk = new TagWalk(Client(kind), "acme", new(Reach.Everybody, Known: true, default), "example.social");

        await walk.BackAsync(DateTimeOffset.UnixEpoch, 10, default);

        Assert.Equal((1, "7", true), (walk.Items.Count, walk.Mark, walk.IsComplete));
        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Walks_on_by_ids_that_are_no_numbers(string kind)
    {
        server.On("/api/v1/timelines/tag/acme?limit=40", $"[{Post.Replace("\"id\":\"7\"", "\"id\":\"01KAMHOST0Z\"", StringComparison.Ordinal)}]", 200, ("Link", $"<{server.Address}api/v1/timelines/tag/acme?limit=40&min_id=01KAMHOST0Z>; rel=\"prev\""));

        Assert.Equal("01KAMHOST0Z", (await Client(kind).TagAsync(new("acme", Reach.Everybody), default))!.Mark);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Says_whose_posts_and_with_what_token_in_any_script(string kind)
    {
        server.On("/api/v1/timelines/tag/%C3%A9t%C3%A9?local=true&limit=40", "[]").On("/api/v1/timelines/tag/b?remote=true&limit=40", "[]");

        Assert.NotNull(await Client(kind).TagAsync(new("été", Reach.Local), default));
        Assert.NotNull(await Client(kind).TagAsync(new("b", Reach.Remote), default));

        Assert.All(server.Asked, asked => Assert.EndsWith(" Bearer t0ken", asked));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Searches_posts_page_by_page(string kind)
    {
        server.On("/api/v2/search?q=acme%20corp&type=statuses&limit=40&offset=40", $$"""{"accounts":[],"statuses":[{{Post}}],"hashtags":[]}""", 200, ("X-RateLimit-Remaining", "3"));

        var page = await Client(kind).SearchAsync("acme corp", 40, default);

        Assert.Equal(("7", 3L), (Assert.Single(page.Statuses).Id, page.Budget.Remaining));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Reads_who_may_see_what(string kind)
    {
        server.On("/api/v2/instance", """{"domain":"example.social","version":"4.5.0","configuration":{"timelines_access":{"hashtag_feeds":{"local":"public","remote":"disabled"}}}}""");

        Assert.Equal(Reach.Local, (await Client(kind).InstanceAsync(default))!.HashtagReach(withToken: true, localOnly: false));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_hashtag_nobody_used_is_null(string kind)
    {
        server.On("/api/v1/timelines/tag/acme?limit=40", """{"error":"Record not found"}""", 404);

        Assert.Null(await Client(kind).TagAsync(new("acme", Reach.Everybody), default));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Branches_on_the_status_not_on_the_words(string kind)
    {
        foreach (var (status, expected) in new[] { (401, SourceFault.Denied), (429, SourceFault.RateLimited), (410, SourceFault.Gone), (500, SourceFault.Transient) })
        {
            server.On("/api/v1/timelines/tag/acme?limit=40", """{"error":"Nein"}""", status, ("X-RateLimit-Reset", "2026-11-20T12:01:30.000000Z"))
                .On("/api/v2/search?q=acme&type=statuses&limit=40&offset=0", "", status, ("X-RateLimit-Reset", "2026-11-20T12:01:30.000000Z"));

            foreach (var fault in new[]
            {
                await Assert.ThrowsAsync<SourceException>(() => Client(kind).TagAsync(new("acme", Reach.Everybody), default)),
                await Assert.ThrowsAsync<SourceException>(() => Client(kind).SearchAsync("acme", 0, default)),
            })
            {
                Assert.Equal(expected, fault.Fault);
                Assert.Equal(status == 429 ? TimeSpan.FromSeconds(90) : null, fault.RetryAfter);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task What_is_no_answer_is_malformed(string kind)
    {
        foreach (var body in new[] { "<!DOCTYPE html>", "", "7", "{\"error\":\"Nein\"}" })
        {
            server.On("/api/v1/timelines/tag/acme?limit=40", body);

            Assert.Equal(SourceFault.Malformed, (await Assert.ThrowsAsync<SourceException>(() => Client(kind).TagAsync(new("acme", Reach.Everybody), default))).Fault);
        }
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Stops_when_it_is_cancelled(string kind) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(kind).TagAsync(new("acme", Reach.Everybody), new CancellationToken(canceled: true)));

    private IMastodonClient Client(string kind)
    {
        var options = new MastodonOptions { Name = "fedi", Server = "example.social", Endpoint = server.Address, Hashtags = ["acme"], AccessToken = new Secret("t0ken") };
        var clock = new VirtualClock(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var own = new MastodonApi(options, server, clock);
        return kind == nameof(ClientKind.MastodonApi) ? own : (IMastodonClient)Activator.CreateInstance(TypeOf(kind)!, options, server, clock, own)!;
    }

    private static Type? TypeOf(string kind) => typeof(IMastodonClient).Assembly.GetType($"{typeof(IMastodonClient).Namespace}.{kind}");

    private enum ClientKind
    {
        MastodonApi,
        MastonetClient,
    }
}
