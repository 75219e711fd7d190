using Monitor.Core.Fetching;
using Monitor.Sources.HackerNews;
using Monitor.Testing;

namespace Monitor.Sources.Tests.HackerNews;

public sealed class HackerNewsSourceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly VirtualClock clock = new(Noon);

    [Fact]
    public async Task Asks_only_the_fields_of_the_text_without_guessing_and_in_all_kinds()
    {
        var index = new HackerNewsIndex();

        await FetchAsync(index, Cursor.Start, Plan("acme"));

        Assert.StartsWith("https://hn.algolia.com/api/v1/search_by_date?", index.Requests[0].Address.AbsoluteUri);
        Assert.Equal("\"acme\"", index.LastOf("query"));
        Assert.Equal("(story,poll,pollopt,job,comment)", index.LastOf("tags"));
        Assert.Equal("title,url,story_text,comment_text", index.LastOf("restrictSearchableAttributes"));
        Assert.Equal(("false", "prefixNone", "true", ""), (index.LastOf("typoTolerance"), index.LastOf("queryType"), index.LastOf("advancedSyntax"), index.LastOf("attributesToHighlight")));
        Assert.Equal($"created_at_i>{(Noon - TimeSpan.FromDays(7)).ToUnixTimeSeconds()}", index.LastOf("numericFilters"));
    }

    [Fact]
    public async Task Asks_a_twin_for_comments_alone_when_told_so()
    {
        var index = new HackerNewsIndex();
        var source = new HackerNewsSource(new() { Name = "hn", Canary = null, Endpoint = new("http://twin.example/api"), Stories = false }, index, clock);

        await source.FetchAsync(new(Cursor.Start, Plan("acme")), default);

        Assert.StartsWith("http://twin.example/api/search_by_date?", index.Requests[0].Address.AbsoluteUri);
        Assert.Equal("comment", index.LastOf("tags"));
    }

    [Fact]
    public async Task Asks_nothing_when_no_query_needs_it()
    {
        var index = new HackerNewsIndex();

        var fetched = await FetchAsync(index, new Cursor("kept"), SearchPlan.Nothing);

        Assert.Empty(index.Requests);
        Assert.Equal("kept", fetched.Cursor.Text);
    }

    [Fact]
    public async Task Asks_equal_clauses_once_and_hands_over_each_story_once()
    {
        var index = new HackerNewsIndex { Stories = { [1] = (Noon.AddHours(-1), "Acme anvils"), [2] = (Noon.AddHours(-2), "Acme rockets") } };

        var fetched = await FetchAsync(index, Cursor.Start, Plan("acme", "acme", "anvils"));

        Assert.Equal(2, index.Requests.Count);
        Assert.Equal(["2", "1"], fetched.Items.Select(item => item.Id));
        Assert.Equal(TimeSpan.FromSeconds(0.72), fetched.LeastInterval);
    }

    [Fact]
    public async Task Names_the_clause_that_the_search_cannot_look_for_and_goes_on()
    {
        var index = new HackerNewsIndex { Stories = { [1] = (Noon.AddHours(-1), "Acme") } };
        var plan = new SearchPlan([new([new(SearchTermKind.Language, "fr")]), new([new(SearchTermKind.Words, "acme")]), new([new(SearchTermKind.Language, "fr")])]);

        var fetched = await FetchAsync(index, Cursor.Start, plan);

        Assert.Single(fetched.Items);
        Assert.Contains("language ‘fr’", Assert.Single(fetched.Warnings));
    }

    [Fact]
    public async Task Reads_a_day_again_so_that_what_is_indexed_late_is_not_lost()
    {
        var index = new HackerNewsIndex { Stories = { [5] = (Noon.AddHours(-1), "Acme five") } };
        var first = await FetchAsync(index, Cursor.Start, Plan("acme"));
        clock.Advance(TimeSpan.FromMinutes(5));
        index.Stories[4] = (Noon.AddHours(-21), "Acme four, late");

        var second = await FetchAsync(index, first.Cursor, Plan("acme"));

        Assert.Equal(["4"], second.Items.Select(item => item.Id));
        Assert.Equal($"created_at_i>{Noon.AddHours(-25).ToUnixTimeSeconds()}", index.LastOf("numericFilters"));
    }

    [Fact]
    public async Task A_silent_index_leaves_the_mark_where_it_was()
    {
        var index = new HackerNewsIndex { Stories = { [5] = (Noon.AddHours(-1), "Acme five") } };
        var cursor = (await FetchAsync(index, Cursor.Start, Plan("acme"))).Cursor;
        for (var day = 0; day < 3; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            cursor = (await FetchAsync(index, cursor, Plan("acme"))).Cursor;
        }

        index.Stories[6] = (Noon.AddHours(1), "Acme six, three days late");

        Assert.Equal(["6"], (await FetchAsync(index, cursor, Plan("acme"))).Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Hands_an_edited_story_over_again()
    {
        var index = new HackerNewsIndex { Stories = { [5] = (Noon.AddHours(-1), "Acme five") } };
        var first = await FetchAsync(index, Cursor.Start, Plan("acme"));
        index.Stories[5] = (Noon.AddHours(-1), "Acme five [pdf]");

        Assert.Single((await FetchAsync(index, first.Cursor, Plan("acme"))).Items);
    }

    [Fact]
    public async Task Cuts_the_time_into_slices_when_a_page_is_full()
    {
        var index = new HackerNewsIndex(room: 5);
        for (var id = 1; id <= 23; id++) index.Stories[id] = (Noon.AddMinutes(-id), $"Acme {id}");

        var fetched = await FetchAsync(index, Cursor.Start, Plan("acme"));

        Assert.Equal(Enumerable.Range(1, 23).Reverse().Select(id => $"{id}"), fetched.Items.Select(item => item.Id));
        Assert.Empty(fetched.Gaps);
    }

    [Fact]
    public async Task Says_what_could_not_be_seen_when_slices_are_not_enough()
    {
        var index = new HackerNewsIndex(room: 5);
        for (var id = 1; id <= 100; id++) index.Stories[id] = (Noon.AddMinutes(-id), $"Acme {id}");

        var fetched = await FetchAsync(index, Cursor.Start, Plan("acme"));

        var gap = Assert.Single(fetched.Gaps);
        Assert.Equal((Noon.AddDays(-7), Noon.AddMinutes(-41)), (gap.From, gap.To));
        Assert.Equal(41, fetched.Items.Count);
    }

    [Fact]
    public async Task A_second_with_more_hits_than_a_page_is_a_gap_of_a_second()
    {
        var index = new HackerNewsIndex(room: 5);
        for (var id = 1; id <= 9; id++) index.Stories[id] = (Noon.AddMinutes(-1), $"Acme {id}");
        index.Stories[10] = (Noon.AddMinutes(-2), "Acme 10");

        var fetched = await FetchAsync(index, Cursor.Start, Plan("acme"));

        Assert.Contains(fetched.Items, item => item.Id == "10");
        var gap = Assert.Single(fetched.Gaps);
        Assert.Equal((Noon.AddMinutes(-1), Noon.AddMinutes(-1).AddSeconds(1)), (gap.From, gap.To));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Loses_nothing_and_repeats_nothing_whatever_comes_between_two_looks(int seed)
    {
        var random = new Random(seed);
        var index = new HackerNewsIndex(room: random.Next(20, 40));
        var plan = Plan("acme", "anvil", "corp");
        var handed = new List<string>();
        var (cursor, id) = (Cursor.Start, 0);
        for (var look = 0; look < 20; look++)
        {
            for (var arrivals = random.Next(0, 12); arrivals > 0; arrivals--)
            {
                var lag = TimeSpan.FromMinutes(random.Next(4) == 0 ? random.Next(20 * 60) : 0);
                index.Stories[++id] = (clock.GetUtcNow() - lag - TimeSpan.FromSeconds(arrivals), random.Next(3) switch { 0 => $"Acme {id}", 1 => $"Anvil {id}", _ => $"An anvil of AcmeCorp {id}" });
            }

            var fetched = await FetchAsync(index, cursor, plan);
            Assert.Empty(fetched.Gaps);
            handed.AddRange(fetched.Items.Select(item => item.Id));
            cursor = fetched.Cursor;
            clock.Advance(TimeSpan.FromMinutes(random.Next(1, 180)));
        }

        Assert.Equal(handed.Count, handed.Distinct().Count());
        Assert.Equal(index.Stories.Keys.Select(story => $"{story}").Order(), handed.Order());
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Theory]
    [InlineData("Stories", false)]
    [InlineData("Endpoint", true)]
    public void Wrong_options_say_what_is_wrong(string key, bool read)
    {
        var options = new HackerNewsOptions { Stories = read, Comments = read, Endpoint = read ? new Uri("ftp://example.org/") : new Uri("https://example.org/") };

        Assert.Equal(key, Assert.Single(options.Check(".")).Key);
    }

    [Fact]
    public async Task Covers_what_every_question_was_asked_for()
    {
        var index = new HackerNewsIndex { Stories = { [1] = (Noon.AddHours(-1), "Acme") } };
        var first = await FetchAsync(index, Cursor.Start, Plan("acme"));
        clock.Advance(TimeSpan.FromMinutes(5));

        var second = await FetchAsync(index, first.Cursor, Plan("acme", "anvil"));

        Assert.Equal(new Stretch(Noon.AddDays(-7), Noon), first.Covered);
        Assert.Equal(new Stretch(Noon.AddHours(-25), Noon.AddMinutes(5)), second.Covered);
    }

    [Fact]
    public async Task Believes_that_nothing_was_found_while_the_canary_is_and_asks_it_seldom()
    {
        var index = new HackerNewsIndex { Stories = { [1] = (Noon, "All software is late") } };
        var fetched = await FetchAsync(index, Cursor.Start, Plan("acme"), "software");
        for (var look = 0; look < 24 * 12; look++)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            index.Stories[look + 2] = (clock.GetUtcNow(), "More software");
            fetched = await FetchAsync(index, fetched.Cursor, Plan("acme"), "software");
            Assert.Equal(clock.GetUtcNow(), fetched.Covered?.To);
        }

        Assert.Equal(5, index.Requests.Count(request => request.Address.Query.Contains("software", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_search_that_does_not_even_find_the_canary_is_not_believed_until_it_does()
    {
        var index = new HackerNewsIndex { Stories = { [1] = (Noon.AddHours(-1), "Acme"), [2] = (Noon.AddHours(-1), "software") } };
        var first = await FetchAsync(index, Cursor.Start, Plan("acme"), "software");
        index.Stories.Clear();
        clock.Advance(TimeSpan.FromHours(7));
        var silent = await FetchAsync(index, first.Cursor, Plan("acme"), "software");
        clock.Advance(TimeSpan.FromMinutes(5));
        var still = await FetchAsync(index, silent.Cursor, Plan("acme"), "software");
        index.Stories[3] = (Noon.AddHours(3), "Acme and software");
        clock.Advance(TimeSpan.FromHours(1));
        var again = await FetchAsync(index, still.Cursor, Plan("acme"), "software");

        Assert.Null(silent.Covered);
        Assert.Contains("not even ‘software’", Assert.Single(silent.Warnings));
        Assert.Null(still.Covered);
        Assert.True(again.Covered?.From < Noon);
        Assert.Single(again.Items);
    }

    private Task<Fetched> FetchAsync(HackerNewsIndex index, Cursor cursor, SearchPlan plan, string? canary = null) =>
        new HackerNewsSource(new() { Name = "hn", Canary = canary }, index, clock).FetchAsync(new(cursor, plan), default);

    private static SearchPlan Plan(params string[] words) => new([.. words.Select(word => new SearchClause([new(SearchTermKind.Words, word)]))]);
}
