using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class MentionReaderBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task Lists_newest_first_and_pages_without_overlap()
    {
        await SaveAsync(Enumerable.Range(1, 25));

        var first = await Store.Reader.ListAsync(new MentionFilter(Limit: 10), default);
        var second = await Store.Reader.ListAsync(new MentionFilter(Before: first[^1].Number, Limit: 10), default);
        var third = await Store.Reader.ListAsync(new MentionFilter(Before: second[^1].Number, Limit: 10), default);

        Assert.Equal(Enumerable.Range(1, 25).Reverse(), Numbers([.. first, .. second, .. third]));
        Assert.Equal((10, 10, 5), (first.Count, second.Count, third.Count));
    }

    [Fact]
    public async Task Lists_the_mentions_of_one_query_with_all_their_matches()
    {
        await SaveAsync(Enumerable.Range(1, 9));

        var thirds = await Store.Reader.ListAsync(new MentionFilter(Query: "third", Before: 9), default);

        Assert.Equal([6, 3], Numbers(thirds));
        Assert.All(thirds, stored => Assert.Equal(["acme", "third"], stored.Mention.Matches.Select(match => match.Query)));
    }

    [Fact]
    public async Task Lists_what_was_seen_since_even_after_the_clock_went_back()
    {
        await SaveAsync([5, 6, 1, 2, 7]);

        var since = await Store.Reader.ListAsync(new MentionFilter(Since: Sample.Noon.AddMinutes(5)), default);

        Assert.Equal([7, 6, 5], Numbers(since));
        Assert.Empty(await Store.Reader.ListAsync(new MentionFilter(Since: Sample.Noon.AddMinutes(8)), default));
    }

    [Fact]
    public async Task All_filters_hold_together()
    {
        await SaveAsync(Enumerable.Range(1, 30));

        var found = await Store.Reader.ListAsync(new MentionFilter("third", Before: 28, Since: Sample.Noon.AddMinutes(10), Limit: 3), default);

        Assert.Equal([27, 24, 21], Numbers(found));
    }

    [Fact]
    public async Task Lists_the_documents_stored_last_whether_they_are_mentions_or_not()
    {
        await SaveAsync([1, 2]);
        var other = Sample.Document("3", Sample.Forum);
        await Store.Mentions.SaveAsync(Sample.Haul() with { Source = Sample.Forum, Documents = [other] }, default);

        var recent = await Store.Reader.RecentAsync(2, default);

        Assert.Equal(["3", "2"], recent.Select(document => document.Id));
        Assert.Equal((Sample.Forum, other.Title, other.Body, other.Seen), (recent[0].Source, recent[0].Title, recent[0].Body, recent[0].Seen));
    }

    [Fact]
    public async Task Lists_every_source_ever_looked_at()
    {
        await Store.Mentions.SaveAsync(Sample.Haul(), default);
        await Store.Mentions.RecordFaultAsync(Sample.Forum, null, new SourceException(SourceFault.Denied, "401"), Sample.Noon, Sample.Noon.AddDays(1), default);

        var sources = await Store.Reader.SourcesAsync(default);

        Assert.Equal([Sample.Forum, Sample.Press], sources.Select(memory => memory.Identity));
        Assert.Equal(SourceFault.Denied, sources[0].Fault);
    }

    [Fact]
    public async Task Lists_gaps_noted_since_oldest_first_however_long_ago_they_ended()
    {
        Gap[] gaps = [Gap(-4, -2), Gap(-9, -8), Gap(-3, -1)];
        await Store.Mentions.SaveAsync(Sample.Haul() with { At = Sample.Noon.AddHours(-1), Gaps = [gaps[0]] }, default);
        await Store.Mentions.SaveAsync(Sample.Haul() with { Gaps = gaps[1..] }, default);

        var found = await Store.Reader.GapsAsync(Sample.Noon, default);

        Assert.Equal([gaps[1], gaps[2]], found.Select(gap => gap.Gap));
        Assert.All(found, gap => Assert.Equal((Sample.Press, Sample.Noon), (gap.Source, gap.Noted)));
    }

    private static Gap Gap(int from, int to) => new(Sample.Noon.AddHours(from), Sample.Noon.AddHours(to), $"{from} to {to}");

    private static IEnumerable<int> Numbers(IReadOnlyList<StoredMention> mentions) =>
        mentions.Select(stored => int.Parse(stored.Mention.Document.Id));

    /// <summary>Mentions seen so many minutes after noon; every third of them fits another query too.</summary>
    private Task SaveAsync(IEnumerable<int> minutes) =>
        Store.Mentions.SaveAsync(
            Sample.Haul([.. minutes.Select(minute => Sample.Mention(Sample.Document($"{minute}", seen: Sample.Noon.AddMinutes(minute)), null, null, minute % 3 == 0 ? ["acme", "third"] : ["acme"]))]),
            default);
}
