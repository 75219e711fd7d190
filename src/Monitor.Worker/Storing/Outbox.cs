using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>The queue of record.</summary>
/// <param name="connections">Where it is kept.</param>
/// <param name="clock">Whose clock counts.</param>
/// <param name="node">Stands before the owner of every lease taken here: all leases of an earlier process of this node begin with it.</param>
internal sealed class Outbox(IStoreConnections connections, LeaseClock clock, string node) : IOutbox
{
    public Task<LeasedMessage?> LeaseAsync(Recipient recipient, LeaseTerms terms, CancellationToken cancellation)
    {
        var lease = new Lease(recipient, terms, $"{node}{terms.Owner}", clock.Now);
        return connections.WriteAsync(
            async transaction =>
            {
                // One at a time for a recipient: what waits becomes one message and not two, and pace and budget are counted before they are spent.
                await transaction.LockAsync($"recipient:{recipient.Channel}:{recipient.Address}", cancellation);
                if (await lease.TooSoonAsync(transaction, cancellation)) return null;
                var alerts = !terms.HoldAlerts && !await lease.SpentAsync(transaction, cancellation);
                var row = await lease.TakeOldestAsync(transaction, alerts, cancellation)
                    ?? (alerts ? await MessageForming.FormAsync(transaction, lease, cancellation) : null);
                return row is null ? null : await ReadAsync(transaction, recipient, row, cancellation);
            },
            cancellation);
    }

    public Task<bool> RenewAsync(LeasedMessage message, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction => await transaction.ExecuteAsync(
                $"UPDATE messages SET due = {clock.Now} + @Term WHERE id = @Id AND fence = @Fence AND state = 'leased'",
                new { message.Id, message.Fence, Term = (until - now).ToMilliseconds(), Now = now.ToUnixTimeMilliseconds() },
                cancellation) == 1,
            cancellation);

    public Task<bool> SettleAsync(LeasedMessage message, Settlement settlement, CancellationToken cancellation)
    {
        if (settlement.State == DeliveryState.Leased) throw new ArgumentException("A lease is not a way to end.", nameof(settlement));
        var ended = settlement.State is DeliveryState.Sent or DeliveryState.Dead;
        if (ended == settlement.Due.HasValue) throw new ArgumentException("What ended is due no more, what did not is due again.", nameof(settlement));
        return connections.WriteAsync(
            async transaction => await transaction.ExecuteAsync(
                $"""
                UPDATE messages SET state = @State, due = {clock.Now} + @Wait, note = @Note, settled = CASE WHEN @Ended THEN {clock.Now} END,
                    doubtful = CASE WHEN @State = 'uncertain' THEN 1 ELSE doubtful END
                WHERE id = @Id AND fence = @Fence AND state = 'leased'
                """,
                new
                {
                    message.Id,
                    message.Fence,
                    State = settlement.State.ToColumn(),
                    Wait = (settlement.Due - settlement.At).ToMilliseconds(),
                    Note = settlement.Note is null ? null : StoreText.Clean(settlement.Note),
                    Ended = ended,
                    Now = settlement.At.ToUnixTimeMilliseconds(),
                },
                cancellation) == 1,
            cancellation);
    }

    public Task<OutboxSummary> SummarizeAsync(CancellationToken cancellation) =>
        connections.ReadAsync(
            async transaction =>
            {
                var states = await transaction.ListAsync<StateRow>("SELECT state AS State, COUNT(*) AS Messages FROM messages GROUP BY state", null, cancellation);
                var unsent = await transaction.FirstAsync<UnsentRow>(
                    """
                    SELECT COUNT(CASE WHEN waiting = 1 THEN 1 END) AS Waiting, MIN(created) AS Oldest
                    FROM (SELECT 1 AS waiting, created FROM deliveries WHERE message IS NULL
                          UNION ALL SELECT 0, created FROM messages WHERE due IS NOT NULL) AS unsent
                    """,
                    null,
                    cancellation);
                var counts = Enum.GetValues<DeliveryState>()
                    .ToDictionary(state => state, state => states.Find(row => row.State == state.ToColumn())?.Messages ?? 0);
                return new OutboxSummary(counts, unsent!.Waiting, unsent.Oldest.ToTime());
            },
            cancellation);

    /// <summary>
    /// Takes the leases of this node's earlier processes: to be called at start, when the lock on the data directory has shown that none of
    /// them lives. What was leased was perhaps sent: it is due at once, as uncertain. The leases of other nodes run out by themselves.
    /// </summary>
    /// <returns>How many messages it concerned.</returns>
    public Task<int> AbandonLeasesAsync(DateTimeOffset now, CancellationToken cancellation) =>
        connections.WriteAsync(
            transaction => transaction.ExecuteAsync(
                $"""
                UPDATE messages SET state = 'uncertain', doubtful = 1, due = {clock.Now}
                WHERE state = 'leased' AND due IS NOT NULL AND substr(owner, 1, length(@Node)) = @Node
                """,
                new { Node = node, Now = now.ToUnixTimeMilliseconds() },
                cancellation),
            cancellation);

    private static async Task<LeasedMessage> ReadAsync(
        DbTransaction transaction, Recipient recipient, MessageRow row, CancellationToken cancellation)
    {
        var kind = row.Kind.To<MessageKind>();
        var slot = kind == MessageKind.Digest
            ? (await transaction.FirstAsync<SlotRow>($"{SlotRow.Select} WHERE digest = @Digest AND local_date = @SlotDate", row, cancellation))!.ToSlot()
            : null;
        var mentions = await MentionRow.ReadAsync(transaction, kind == MessageKind.Digest ? OfSlot : OfAlert, row, cancellation);
        return new LeasedMessage(row.Id, recipient, kind, row.Attempts, row.Doubtful, row.Fence, mentions, slot);
    }

    private const string OfAlert = "JOIN deliveries v ON v.mention = m.number WHERE v.message = @Number ORDER BY m.number";

    private const string OfSlot = "JOIN digest_entries e ON e.mention = m.number WHERE e.digest = @Digest AND e.slot_date = @SlotDate ORDER BY e.mention";

    private sealed class StateRow
    {
        public string State { get; init; } = "";

        public int Messages { get; init; }
    }

    private sealed class UnsentRow
    {
        public int Waiting { get; init; }

        public long? Oldest { get; init; }
    }
}
