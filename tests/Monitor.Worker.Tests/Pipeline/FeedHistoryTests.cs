using System.Globalization;
using System.Text;
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

    private async Task<House> OpenAsync(int perDay = 5_000)
    {
        var house = await House.OpenAsync();
        var web = new ScriptedGate().On(Address, request => ScriptedGate.Answer(request, Encoding.UTF8.GetBytes(document), "text/xml"));
        var source = FeedSource.Open(new FeedOptions { Name = "press", Urls = [Address], PerDay = perDay }, new SourceTools(web, house.Clock, "."))[0];
        house.Watch.Replace(house.Watch.Value with { Sources = [new WatchedSource(source, TimeSpan.FromMinutes(15))] });
        return house;
    }

    private Task<Scanned> LookAsync(House house, IEnumerable<string> items)
    {
        document = $"<rss version='2.0'><channel><title>T</title>{string.Concat(items)}</channel></rss>";
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        return house.Scan.RunAsync(house.Watch.Value.Sources[0], CancellationToken.None);
    }

    private static string Item(string id, int number, string text) =>
        $"<item><guid isPermaLink='false'>{id}</guid><link>https://example.org/{number}</link><title>Title {number}</title><description>{text} {number}</description>"
        + $"<pubDate>{House.Start.AddMinutes(-number % 1_000).ToString("R", CultureInfo.InvariantCulture)}</pubDate></item>";
}
