using Monitor.Core.Delivering;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>Turns a leased message into what a channel sends.</summary>
public sealed class MessageWriter(Outlook outlook)
{
    public async Task<Message> WriteAsync(LeasedMessage leased, CancellationToken cancellation) => leased.Slot is { } slot
        ? new DigestMessage(leased.Id, leased.Recipient.Address, await DigestAsync(slot, leased.Mentions, cancellation))
        : new AlertMessage(leased.Id, leased.Recipient.Address, leased.Mentions, outlook.Watch.Queries.Titles);

    /// <summary>A digest of the mentions, with the sources that fail and the stretches that were not seen.</summary>
    public async Task<Digest> DigestAsync(ClosedSlot slot, IReadOnlyList<StoredMention> mentions, CancellationToken cancellation)
    {
        var watching = outlook.Watch;
        var unseen = await outlook.WithinAsync(slot.From, slot.To, cancellation);
        return new Digest
        {
            Name = slot.Digest,
            Slot = slot,
            Zone = watching.Digests.FirstOrDefault(digest => digest.Name == slot.Digest)?.Times.Zone ?? TimeZoneInfo.Utc,
            Sections = Sections(mentions, watching.Queries),
            QueryTitles = watching.Queries.Titles,
            Failing = unseen.Failing,
            Gaps = unseen.Gaps,
            Silences = unseen.Silences,
            Sources = watching.Sources.Count,
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
