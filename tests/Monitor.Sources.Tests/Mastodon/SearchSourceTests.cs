using Monitor.Core.Fetching;
using Monitor.Sources.Mastodon;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Mastodon;

public sealed class SearchSourceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly VirtualClock clock = new(Noon);
    private readonly MastodonServer server;

    public SearchSourceTests() => server = new(clock);

    [Fact]
    public async Task Is_a_part_of_its_own_where_a_token_is_given()
    {
        Assert.Equal("fedi|search", Source().Identity.Key);

        await FetchAsync(Cursor.Start, Plan("acme"));

        Assert.Equal("/api/v2/search?q=acme&type=statuses&limit=40&offset=0", server.Paths.Last());
        Assert.Equal("Bearer t0ken", server.Requests[^1].Authorization?.Reveal());
    }

    [Fact]
    public async Task Asks_nothing_when_no_query_needs_it()
    {
        Assert.Equal("kept", (await FetchAsync(new Cursor("kept"), SearchPlan.Nothing)).Cursor.Text);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Reads_pages_until_the_day_is_over_and_hands_over_each_post_once()
    {
        for (var id = 1; id <= 100; id++) server.Post($"{id:D8}", Noon.AddMinutes(id - 100), $"acme corp {id}");
        var first = await FetchAsync(Cursor.Start, Plan("acme", "corp"));
        server.Post("00000101", Noon, "acme corp 101");

        var second = await FetchAsync(first.Cursor, Plan("acme", "corp"));

        Assert.Equal(100, first.Items.Count);
        Assert.EndsWith("00000101", Assert.Single(second.Items).Id);
    }

    [Fact]
    public async Task Stops_at_a_page_of_posts_older_than_a_day()
    {
        for (var id = 1; id <= 200; id++) server.Post($"{id:D8}", Noon.AddHours(-201 + id), "acme");

        var fetched = await FetchAsync(Cursor.Start, Plan("acme"));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(80, fetched.Items.Count);
        Assert.Empty((await FetchAsync(fetched.Cursor, Plan("acme"))).Items);
    }

    [Fact]
    public async Task Does_not_take_an_empty_answer_for_no_mentions()
    {
        server.SearchWorks = false;

        Assert.Contains("may mean that it is switched off", Assert.Single((await FetchAsync(Cursor.Start, Plan("acme"))).Warnings));
    }

    [Fact]
    public async Task A_search_that_goes_silent_covers_nothing_until_it_speaks_again()
    {
        server.Post("00000001", Noon.AddHours(-1), "acme");
        var first = await FetchAsync(Cursor.Start, Plan("acme"));
        server.SearchWorks = false;
        clock.Advance(TimeSpan.FromHours(40));
        var silent = await FetchAsync(first.Cursor, Plan("acme"));
        for (var id = 2; id <= 60; id++) server.Post($"{id:D8}", Noon.AddHours(1), "acme");
        server.SearchWorks = true;

        var again = await FetchAsync(silent.Cursor, Plan("acme"));

        Assert.Equal(Noon, silent.Covered?.To);
        Assert.Contains("not believed", Assert.Single(silent.Warnings));
        Assert.Equal(new Stretch(Noon.AddDays(-1), Noon.AddHours(40)), again.Covered);
        Assert.Equal(59, again.Items.Count);
    }

    [Fact]
    public async Task More_than_one_look_reads_is_a_gap()
    {
        for (var id = 1; id <= 500; id++) server.Post($"{id:D8}", Noon.AddMinutes(-1), "acme");

        var fetched = await FetchAsync(Cursor.Start, Plan("acme"));

        Assert.Equal(400, fetched.Items.Count);
        Assert.Contains("narrower", Assert.Single(fetched.Gaps).Reason);
    }

    [Fact]
    public async Task With_the_requests_used_up_the_questions_left_over_come_first_next_time()
    {
        server.Post("00000001", Noon.AddHours(-1), "acme anvil");
        server.Remaining = 0;
        var first = await FetchAsync(Cursor.Start, Plan("acme", "anvil"));
        Assert.Contains("no more requests", Assert.Single(first.Warnings));
        Assert.Equal(TimeSpan.FromSeconds(90), first.LeastInterval);

        await FetchAsync(first.Cursor, Plan("acme", "anvil"));

        Assert.Contains("q=anvil", server.Paths.Last());
    }

    [Fact]
    public async Task What_was_not_written_for_everybody_is_left_alone()
    {
        server.Post("00000001", Noon.AddHours(-1), "acme", visibility: "private");
        server.Post("00000002", Noon.AddHours(-1), "acme", visibility: "direct");
        server.Post("00000003", Noon.AddHours(-1), "acme", visibility: "unlisted");

        Assert.EndsWith("00000003", Assert.Single((await FetchAsync(Cursor.Start, Plan("acme"))).Items).Id);
    }

    [Theory]
    [InlineData(SearchTermKind.Words, "acme", "acme")]
    [InlineData(SearchTermKind.Words, "acme corp", "acme corp")]
    [InlineData(SearchTermKind.Words, "-acme from:me \"x\"", "acme from")]
    [InlineData(SearchTermKind.Words, "l Oréal", "Oréal")]
    [InlineData(SearchTermKind.Words, "3 M", "3 M")]
    [InlineData(SearchTermKind.Hashtag, "acme", "#acme")]
    [InlineData(SearchTermKind.Handle, "acme@example.social", "acme@example.social")]
    [InlineData(SearchTermKind.Prefix, "bonne recrut", "bonne")]
    [InlineData(SearchTermKind.Prefix, "recrut", null)]
    [InlineData(SearchTermKind.Link, "acme.com", null)]
    [InlineData(SearchTermKind.Language, "fr", null)]
    [InlineData(SearchTermKind.Author, "ann", null)]
    public void Asks_for_words_that_no_operator_can_hide_in(SearchTermKind kind, string text, string? expected) =>
        Assert.Equal(expected, MastodonQuery.Of(new SearchClause([new(kind, text)])));

    [Fact]
    public async Task Names_the_clause_that_the_search_cannot_look_for()
    {
        var fetched = await FetchAsync(Cursor.Start, new([new([new(SearchTermKind.Link, "acme.com")]), new([new(SearchTermKind.Link, "acme.com")])]));

        Assert.Contains("link ‘acme.com’", Assert.Single(fetched.Warnings));
    }

    [Fact]
    public async Task Believes_that_nothing_was_found_while_the_canary_is_and_asks_it_seldom()
    {
        server.Post("00000001", Noon, "a cat");
        var fetched = await FetchAsync(Cursor.Start, Plan("acme"), "cat");
        for (var look = 0; look < 24 * 12; look++)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            fetched = await FetchAsync(fetched.Cursor, Plan("acme"), "cat");
            Assert.Equal(clock.GetUtcNow(), fetched.Covered?.To);
            Assert.Empty(fetched.Warnings);
        }

        Assert.Equal(5, server.Paths.Count(path => path.Contains("q=cat", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_search_that_does_not_even_find_the_canary_is_not_believed()
    {
        var first = await FetchAsync(Cursor.Start, Plan("acme"), "cat");
        server.Post("00000001", Noon, "a cat");
        clock.Advance(TimeSpan.FromHours(1));
        var second = await FetchAsync(first.Cursor, Plan("acme"), "cat");
        server.SearchWorks = false;
        clock.Advance(TimeSpan.FromHours(7));
        var third = await FetchAsync(second.Cursor, Plan("acme"), "cat");

        Assert.Null(first.Covered);
        Assert.Contains("not even ‘cat’", Assert.Single(first.Warnings));
        Assert.Equal((Noon.AddHours(1), Noon.AddHours(1)), (second.Covered?.To, third.Covered?.To));
    }

    private Task<Fetched> FetchAsync(Cursor cursor, SearchPlan plan, string? canary = null) => Source(canary).FetchAsync(new(cursor, plan), default);

    private ISource Source(string? canary = null) => Assert.Single(MastodonSources.Open(
        new() { Name = "fedi", Server = MastodonServer.Host, AccessToken = new Secret("t0ken"), Canary = canary }, new SourceTools(server, clock, ".")));

    private static SearchPlan Plan(params string[] words) => new([.. words.Select(word => new SearchClause([new(SearchTermKind.Words, word)]))]);
}
