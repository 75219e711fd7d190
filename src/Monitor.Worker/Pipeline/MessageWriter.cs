using Monitor.Core.Delivering;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>Turns a leased message into what a channel sends.</summary>
public sealed class MessageWriter(IMentionReader reader, CurrentWatch watch)
{
    public async Task<Message> WriteAsync(LeasedMessage leased, CancellationToken cancellation) => leased.Slot is { } slot
        ? new DigestMessage(leased.Id, leased.Recipient.Address, await DigestAsync(slot, leased.Mentions, cancellation))
        : new AlertMessage(leased.Id, leased.Recipient.Address, leased.Mentions, watch.Value.Queries.Titles);

    /// <summary>A digest of the mentions, with the sources that fail and the stretches that were not seen.</summary>
    public async Task<Digest> DigestAsync(ClosedSlot slot, IReadOnlyList<StoredMention> mentions, CancellationToken cancellation)
    {
        var watching = watch.Value;
        var memories = await reader.SourcesAsync(cancellation);
        var watched = watching.Sources.Select(source => source.Identity.Key).ToHashSet(StringComparer.Ordinal);
        return new Digest
        {
            Name = slot.Digest,
            Slot = slot,
            Zone = watching.Digests.FirstOrDefault(digest => digest.Name == slot.Digest)?.Times.Zone ?? TimeZoneInfo.Utc,
            Sections = Sections(mentions, watching.Queries),
            QueryTitles = watching.Queries.Titles,
            Failing = [.. memories.Where(memory => memory.Failures > 0 && watched.Contains(memory.Identity.Key))],
            Gaps = await reader.GapsAsync(slot.From ?? DateTimeOffset.MinValue, cancellation),
            Sources = watched.Count,
        };
    }

    private static List<DigestSection> Sections(IReadOnlyList<StoredMention> mentions, StandingQueries queries)
    {
        var order = queries.All.Select((query, place) => (query.Query.Name, place)).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. mentions
                .OrderByDescending(mention => mention.Number)
                .GroupBy(mention => mention.Mention.Matches.Select(match => match.Query).MinBy(name => order.GetValueOrDefault(name, int.MaxValue))!, StringComparer.Ordinal)
                .OrderBy(group => order.GetValueOrDefault(group.Key, int.MaxValue))
                .Select(group => new DigestSection(group.Key, queries.Titles.GetValueOrDefault(group.Key, group.Key), [.. group])),
        ];
    }
}
