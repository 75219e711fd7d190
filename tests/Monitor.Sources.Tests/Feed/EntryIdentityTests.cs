using System.Globalization;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Feed;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed;

/// <summary>Who an entry is when its publisher changes what it is called.</summary>
public sealed class EntryIdentityTests
{
    private const string Address = "https://example.org/feed.xml";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly ScriptedGate web = new();
    private readonly VirtualClock clock = new(Start);
    private readonly HashSet<string> handedOver = new(StringComparer.Ordinal);
    private Cursor cursor;
    private string document = "";
    private Fetched last = new([], default);
    private bool isScripted;

    /// <summary>Looks, and counts the ids that were not handed over before.</summary>
    private async Task<int> Look(string items, FeedOptions? options = null)
    {
        document = $"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>";
        if (!isScripted) web.On(Address, request => ScriptedGate.Answer(request, Encoding.UTF8.GetBytes(document), "text/xml"));
        isScripted = true;
        last = await new FeedSource(options ?? new FeedOptions { Name = "press" }, Address, new SourceTools(web, clock, ".")).FetchAsync(new FetchRequest(cursor, SearchPlan.Nothing), TestContext.Current.CancellationToken);
        cursor = last.Cursor;
        clock.Advance(TimeSpan.FromMinutes(15));
        return last.Items.Count(item => handedOver.Add(item.Id));
    }

    private static string Item(string guid, string link = "", string title = "", string text = "", DateTimeOffset? date = null) =>
        $"<item><guid isPermaLink='false'>{guid}</guid>{Tag("link", link)}{Tag("title", title)}{Tag("description", text)}{Tag("pubDate", date?.ToString("R", CultureInfo.InvariantCulture) ?? "")}</item>";

    private static string Tag(string name, string value) => value.Length == 0 ? "" : $"<{name}>{value}</{name}>";

    private static string Items(int count, Func<int, string> item) => string.Concat(Enumerable.Range(0, count).Select(item));

    [Fact]
    public async Task A_history_with_new_ids_brings_nothing_new_and_says_so()
    {
        await Look(Items(50, n => Item($"old-{n}", $"http://www.example.org/{n}?utm_source=a", $"Title {n}", $"Text {n}", Start.AddDays(-n))));

        var added = await Look(Items(50, n => Item($"new-{n}", $"https://example.org/{n}", $"Title {n}", $"Other template {n}", Start.AddDays(-n))));
        var later = await Look(Items(50, n => Item($"new-{n}", $"https://example.org/{n}", $"Edited {n}", "Edited", Start.AddDays(-n).AddHours(1))));

        Assert.Equal((0, 0), (added, later));
        Assert.Empty(last.Gaps);
        Assert.Contains("50 of its known entries", Assert.Single(last.Warnings), StringComparison.Ordinal);
        Assert.Contains(last.Items, item => item.Id == "old-7" && item.Title == "Edited 7");
    }

    [Fact]
    public async Task A_history_that_moved_to_another_host_with_new_ids_brings_nothing_new()
    {
        await Look(Items(20, n => Item($"a{n}", $"https://old.example.org/?p={n}", $"Title {n}", "", Start.AddDays(-n))));

        Assert.Equal(0, await Look(Items(20, n => Item($"b{n}", $"https://new.example.org/title-{n}", $"Title {n}", "Now with text", Start.AddDays(-n)))));
    }

    [Fact]
    public async Task What_is_really_new_among_renamed_entries_is_new()
    {
        await Look(Items(10, n => Item($"a{n}", $"https://example.org/{n}", $"Title {n}", "x", Start.AddDays(-n))));

        Assert.Equal(1, await Look(Item("b-1", "https://example.org/-1", "Breaking", "y", Start) + Items(9, n => Item($"b{n}", $"https://example.org/{n}", $"Title {n}", "x", Start.AddDays(-n)))));
    }

    public static TheoryData<string, int> Pathological => new()
    {
        { "guid each look, link and title", 0 },
        { "guid each look, link and date", 0 },
        { "guid each look, dates of now", 3 },
        { "guid each look, no link, counter in the text", 3 },
        { "guid and session in the link each look", 0 },
        { "guid in another case or with spaces", 0 },
        { "one guid for all", 0 },
        { "one guid for all, no link, counter in the text", 0 },
        { "a guid of a megabyte each look", 0 },
    };

    [Theory]
    [MemberData(nameof(Pathological))]
    public async Task Hardly_anything_is_falsely_new_in_a_day(string publisher, int mostOfEach)
    {
        string Shown(int look) => Items(10, n => publisher switch
        {
            "guid each look, link and title" => Item($"{look}-{n}", $"https://example.org/{n}", $"Title {n}", $"{look} views"),
            "guid each look, link and date" => Item($"{look}-{n}", $"https://example.org/{n}", $"Title {n}, {look} views", $"{look} views", Start.AddDays(-n)),
            "guid each look, dates of now" => Item($"{look}-{n}", "", $"Title {n}", $"Text {n}", clock.GetUtcNow()),
            "guid each look, no link, counter in the text" => Item($"{look}-{n}", "", $"Title {n}", $"{look} views", Start.AddDays(-n)),
            "guid and session in the link each look" => Item($"{look}-{n}", $"https://example.org/{n}?sid={look}", $"Title {n}", $"Text {n}"),
            "guid in another case or with spaces" => Item(look % 3 == 0 ? $" ID  {n}" : look % 3 == 1 ? $"id {n}" : $"Id {n} ", $"https://example.org/{n}", $"Title {n}", "x"),
            "one guid for all, no link, counter in the text" => Item("1", "", $"Title {n}", $"{look} views"),
            "one guid for all" => Item("1", $"https://example.org/{n}", $"Title {n}", "x"),
            _ => Item(new string('x', 100_000) + $"{look}-{n}", $"https://example.org/{n}", $"Title {n}", "x"),
        });

        await Look(Shown(0));
        var added = 0;
        for (var look = 1; look <= 96; look++) added += await Look(Shown(look));

        Assert.InRange(added, 0, mostOfEach * 10);
        Assert.Empty(last.Gaps);
    }

    [Fact]
    public async Task Ids_that_differ_in_case_alone_are_two_where_the_entries_are()
    {
        Assert.Equal(2, await Look(Item("aBc", "https://example.org/v?id=aBc", "One") + Item("abc", "https://example.org/v?id=abc", "Two")));
        Assert.Equal(0, await Look(Item("aBc", "https://example.org/v?id=aBc", "One") + Item("abc", "https://example.org/v?id=abc", "Two")));
    }

    [Fact]
    public async Task Comments_of_one_page_under_one_title_are_not_one_comment()
    {
        static string Comments(int first) => Items(5, n => Item($"c{first + n}", "https://example.org/post", "Re: the post", $"Comment {first + n}", Start.AddMinutes(first + n)));

        await Look(Comments(0));

        Assert.Equal(5, await Look(Comments(5)));
    }

    [Fact]
    public async Task What_comes_daily_under_one_title_is_new_each_day()
    {
        var added = 0;
        for (var day = 0; day < 5; day++)
        {
            clock.StepTo(Start.AddDays(day));
            added += await Look(Item($"d{day}", $"https://example.org/{day}", "Open thread", "Say what you like.", Start.AddDays(day)));
        }

        Assert.Equal(5, added);
    }

    [Fact]
    public async Task A_flood_is_held_to_the_days_budget_and_nothing_is_dropped_silently()
    {
        var options = new FeedOptions { Name = "press", PerDay = 300 };
        static string Flood(int look) => Items(200, n => Item($"{look}-{n}", $"https://example.org/{look}/{n}", $"Title {look} {n}", "", Start.AddMinutes(look).AddSeconds(-n)));
        await Look(Flood(0), options);

        Assert.Equal(200, await Look(Flood(1), options));
        Assert.Equal(100, await Look(Flood(2), options));
        Assert.Contains("100 older ones were held back", Assert.Single(last.Warnings, warning => warning.Contains("PerDay", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("2-0", last.Items[^1].Id);
        Assert.Equal(0, await Look(Flood(3), options));
        Assert.Equal(0, await Look(Flood(3), options));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(200, await Look(Flood(3), options));
        Assert.DoesNotContain(last.Warnings, warning => warning.Contains("PerDay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_of_floods_stays_within_the_budget()
    {
        var added = 0;
        for (var look = 0; look < 40; look++) added += await Look(Items(2_500, n => Item($"{look}-{n}", "", $"Title {look} {n}")));

        // The first look is the baseline.
        Assert.Equal(2_000 + 5_000, added);
        Assert.InRange(cursor.Text!.Length, 0, 1_000_000);
    }
}
