using System.Globalization;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Storing;
using Monitor.Sources;
using Monitor.Sources.Feed;
using Monitor.Testing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>What publishers do to their feeds, from the wire to the alerts.</summary>
public sealed class FeedHistoryTests
{
    private const string Address = "https://example.org/feed";
    private const string Behind = "https://example.org/feed?page=2";
    private const string Next = $"<link xmlns='http://www.w3.org/2005/Atom' rel='next' href='{Behind}'/>";
    private string document = "";

    [Fact]
    public async Task A_history_with_new_ids_stores_nothing_and_alarms_nobody()
    {
        await using var house = await OpenAsync();
        await LookAsync(house, Enumerable.Range(0, 40).Select(number => Item($"old-{number}", number, "Acme")));

        var renamed = await LookAsync(house, Enumerable.Range(0, 40).Select(number => Item($"new-{number}", number, "Acme")));
        var later = await LookAsync(house, Enumerable.Range(-1, 40).Select(number => Item($"new-{number}", number, "Acme")));
        await house.TellAsync();

        Assert.Equal(new Saved(0, 0, 0), renamed.Saved);
        Assert.Equal(new Saved(1, 1, 1), later.Saved);
        Assert.Equal(["Title -1"], house.Channel.Titles);
    }

    [Fact]
    public async Task An_entry_that_was_renamed_and_edited_is_one_document()
    {
        await using var house = await OpenAsync();
        await LookAsync(house, [Item("a", 1, "Nothing")]);

        var edited = await LookAsync(house, [Item("b", 1, "Acme after all")]);
        await house.TellAsync();

        Assert.Equal(new Saved(0, 1, 0) { Edits = 1 }, edited.Saved);
        var mention = Assert.Single(await house.Database.Reader.ListAsync(new MentionFilter(), CancellationToken.None)).Mention;
        Assert.Equal((Arrival.Edited, "a"), (mention.Arrival, mention.Document.Id));
        Assert.Empty(house.Channel.Told);
    }

    [Fact]
    public async Task A_day_of_floods_fills_no_disk()
    {
        await using var house = await OpenAsync(perDay: 500);
        await LookAsync(house, []);
        var stored = 0;
        for (var look = 0; look < 12; look++) stored += (await LookAsync(house, Enumerable.Range(0, 400).Select(number => Item($"{look}-{number}", (look * 1_000) + number, "spam")))).Saved.Documents;

        Assert.Equal(500, stored);
        Assert.Contains("held back", (await house.Database.Mentions.RecallAsync(house.Watch.Value.Sources[0].Identity, CancellationToken.None)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Next, GapState.MadeGood, 0)]
    [InlineData("", GapState.Lost, 12)]
    public async Task Hours_without_a_look_are_made_good_where_older_pages_reach_back(string next, GapState state, int coveredFrom)
    {
        await using var house = await OpenAsync();
        await LookAsync(house, [Item("1", 0, "Acme")]);
        house.Clock.StepTo(House.Start.AddHours(12));
        var again = await LookAsync(house, [next, Item("3", -720, "Acme")]);

        Assert.Equal((House.Start.AddMinutes(15), state), (Assert.Single(again.Gaps).From, again.Gaps[0].State));
        Assert.Equal(state == GapState.MadeGood ? 2 : 1, again.Saved.Documents);
        var covered = (await house.Database.Mentions.RecallAsync(again.Source, CancellationToken.None)).Covered;
        Assert.Equal(new Stretch(House.Start.AddHours(coveredFrom), House.Start.AddHours(12).AddMinutes(15)), covered);
    }

    private async Task<House> OpenAsync(int perDay = 5_000)
    {
        var house = await House.OpenAsync();
        var web = new ScriptedGate().On(Address, request => ScriptedGate.Answer(request, Encoding.UTF8.GetBytes(document), "text/xml"))
            .On(Behind, Feed([Item("2", -360, "Acme"), Item("1", 0, "Acme")]), "text/xml");
        var source = FeedSource.Open(new FeedOptions { Name = "press", Urls = [Address], PerDay = perDay }, new SourceTools(web, house.Clock, "."))[0];
        house.Watch.Replace(house.Watch.Value with { Sources = [new WatchedSource(source, TimeSpan.FromMinutes(15))] });
        return house;
    }

    private Task<Scanned> LookAsync(House house, IEnumerable<string> items)
    {
        document = Feed(items);
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        return house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
    }

    private static string Feed(IEnumerable<string> items) => $"<rss version='2.0'><channel><title>T</title>{string.Concat(items)}</channel></rss>";

    private static string Item(string id, int number, string text) =>
        $"<item><guid isPermaLink='false'>{id}</guid><link>https://example.org/{number}</link><title>Title {number}</title><description>{text} {number}</description>"
        + $"<pubDate>{House.Start.AddMinutes(-number % 1_000).ToString("R", CultureInfo.InvariantCulture)}</pubDate></item>";
}
