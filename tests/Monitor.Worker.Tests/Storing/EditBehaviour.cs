using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>What becomes of a stored document whose text changes.</summary>
public abstract class EditBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static readonly DateTimeOffset Later = Sample.Noon.AddHours(1);

    [Fact]
    public async Task Says_which_ids_are_stored_with_another_text()
    {
        await SaveAsync(Text("same", 1), Text("changed", 1), Text("unprinted", 0));

        var edited = await Store.Mentions.EditedAsync(Sample.Press, Prints(("same", 1), ("changed", 2), ("unprinted", 2), ("unknown", 2)), default);

        Assert.Equal(["changed"], edited);
        Assert.Empty(await Store.Mentions.EditedAsync(Sample.Forum, Prints(("changed", 2)), default));
    }

    [Fact]
    public async Task Puts_the_newest_text_in_the_place_of_the_stored_one()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Text("a", 1), [Sample.Slack])]), default);

        var saved = await EditAsync(Later, new Edit(Text("a", 2, "Now about Acme"), Sample.Mention(Text("a", 2), [])));

        var stored = Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default)).Mention;
        Assert.Equal(new Saved(0, 0, 0) { Edits = 1 }, saved);
        Assert.Equal(("Now about Acme", Sample.Noon, Later), (stored.Document.Title, stored.Document.Seen, stored.Document.Edited!.Value));
        Assert.Equal(Arrival.Fresh, stored.Arrival);
        Assert.Empty(await Store.Mentions.EditedAsync(Sample.Press, Prints(("a", 2)), default));
    }

    [Fact]
    public async Task Records_one_edit_a_day_and_then_the_newest()
    {
        await SaveAsync(Text("counter", 1));

        foreach (var hour in Enumerable.Range(1, 30))
        {
            Clock.Advance(TimeSpan.FromHours(1));
            var print = (ulong)hour + 1;
            var edited = await Store.Mentions.EditedAsync(Sample.Press, Prints(("counter", print)), default);
            var saved = await EditAsync(Clock.GetUtcNow(), new Edit(Text("counter", print), null));
            Assert.Equal(hour is 1 or 25 ? 1 : 0, edited.Count);
            Assert.Equal(hour is 1 or 25 ? 1 : 0, saved.Edits);
        }
    }

    [Fact]
    public async Task One_that_fits_a_query_only_now_becomes_a_mention_that_informs()
    {
        await SaveAsync(Text("a", 1));
        var mention = Sample.Mention(Text("a", 2), [], "daily");

        var saved = await EditAsync(Later, new Edit(mention.Mention.Document, mention with { Mention = mention.Mention with { Arrival = Arrival.Edited } }));

        Assert.Equal(new Saved(0, 1, 0) { Edits = 1 }, saved);
        Assert.Equal(Arrival.Edited, Assert.Single(await Store.Digests.PendingAsync("daily", default)).Mention.Arrival);
        Assert.Null(await Store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default));
    }

    [Fact]
    public async Task A_mention_stays_one_gains_queries_and_keeps_those_that_fit_no_longer()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Text("a", 1), [], "daily", "first", "second")]), default);

        await EditAsync(Later, new Edit(Text("a", 2), Sample.Mention(Text("a", 2), [], "daily", "third", "second")));

        var matches = Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default)).Mention.Matches;
        Assert.Equal([("first", 0), ("second", 1), ("third", 1)], matches.Select(match => (match.Query, match.Spans.Count)));
        Assert.Single(await Store.Digests.PendingAsync("daily", default));
    }

    [Fact]
    public async Task A_mention_that_fits_nothing_any_more_stays_without_places()
    {
        await Store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Text("a", 1))]), default);

        await EditAsync(Later, new Edit(Text("a", 2, "Nothing"), null));

        var mention = Assert.Single(await Store.Reader.ListAsync(new MentionFilter(), default)).Mention;
        Assert.Equal("Nothing", mention.Document.Title);
        Assert.Empty(Assert.Single(mention.Matches).Spans);
    }

    [Fact]
    public async Task An_edit_of_what_is_not_stored_stores_nothing()
    {
        await SaveAsync();

        Assert.Equal(new Saved(0, 0, 0), await EditAsync(Later, new Edit(Text("a", 2), Sample.Mention(Text("a", 2)))));
    }

    private static Document Text(string id, ulong print, string title = "Acme") => Sample.Document(id) with { Title = title, Print = print };

    private static Dictionary<string, ulong> Prints(params (string Id, ulong Print)[] prints) =>
        prints.ToDictionary(shown => shown.Id, shown => shown.Print, StringComparer.Ordinal);

    private Task<Saved> SaveAsync(params Document[] documents) => Store.Mentions.SaveAsync(Sample.Haul(documents), default);

    private Task<Saved> EditAsync(DateTimeOffset at, params Edit[] edits) =>
        Store.Mentions.SaveAsync(Sample.Haul([], at: at) with { Edits = edits }, default);
}
