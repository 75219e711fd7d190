using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>The queue of record in SQLite.</summary>
internal sealed class Outbox(SqliteConnections connections) : IOutbox
{
    public Task<LeasedMessage?> LeaseAsync(Recipient recipient, LeaseTerms terms, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                var row = await LeaseOldestAsync(transaction, recipient, terms, cancellation)
                    ?? (terms.HoldAlerts ? null : await MessageForming.FormAsync(transaction, recipient, terms, cancellation));
                return row is null ? null : await ReadAsync(transaction, recipient, row, cancellation);
            },
            cancellation);

    public Task<bool> SettleAsync(LeasedMessage message, Settlement settlement, CancellationToken cancellation)
    {
        if (settlement.State == DeliveryState.Leased) throw new ArgumentException("A lease is not a way to end.", nameof(settlement));
        var ended = settlement.State is DeliveryState.Sent or DeliveryState.Dead;
        if (ended == settlement.Due.HasValue) throw new ArgumentException("What ended is due no more, what did not is due again.", nameof(settlement));
        return connections.WriteAsync(
            async transaction => await transaction.ExecuteAsync(
                """
                UPDATE messages SET state = @State, due = @Due, note = @Note, owner = NULL, settled = @Settled,
                    doubtful = CASE WHEN @State = 'uncertain' THEN 1 ELSE doubtful END
                WHERE id = @Id AND fence = @Fence AND state = 'leased'
                """,
                new
                {
                    message.Id,
                    message.Fence,
                    State = settlement.State.ToColumn(),
                    Due = settlement.Due?.ToUnixTimeMilliseconds(),
                    Note = settlement.Note is null ? null : StoreText.Clean(settlement.Note),
                    Settled = ended ? settlement.At.ToUnixTimeMilliseconds() : (long?)null,
                },
                cancellation) == 1,
            cancellation);
    }

    public Task<int> CountSentAsync(Recipient recipient, DateTimeOffset since, CancellationToken cancellation) =>
        connections.ReadAsync(
            transaction => transaction.ScalarAsync<int>(
                """
                SELECT COUNT(*) FROM messages
                WHERE channel = @Channel AND address = @Address AND settled >= @Since AND state = 'sent'
                """,
                new { recipient.Channel, recipient.Address, Since = since.ToUnixTimeMilliseconds() },
                cancellation),
            cancellation);

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
    /// Takes every lease from whoever held it: to be called at start, when the lock on the data directory has shown that no earlier
    /// owner lives. What was leased was perhaps sent: it is due at once, as uncertain.
    /// </summary>
    /// <returns>How many messages it concerned.</returns>
    public Task<int> AbandonLeasesAsync(DateTimeOffset now, CancellationToken cancellation) =>
        connections.WriteAsync(
            transaction => transaction.ExecuteAsync(
                "UPDATE messages SET state = 'uncertain', doubtful = 1, owner = NULL, due = @Now WHERE state = 'leased' AND due IS NOT NULL",
                new { Now = now.ToUnixTimeMilliseconds() },
                cancellation),
            cancellation);

    private static Task<MessageRow?> LeaseOldestAsync(
        DbTransaction transaction, Recipient recipient, LeaseTerms terms, CancellationToken cancellation) =>
        transaction.FirstAsync<MessageRow>(
            $"""
            UPDATE messages SET state = 'leased', owner = @Owner, due = @Until, attempts = attempts + 1, fence = fence + 1,
                doubtful = CASE WHEN state = 'leased' THEN 1 ELSE doubtful END
            WHERE number = (SELECT number FROM messages WHERE channel = @Channel AND address = @Address AND due <= @Now AND (kind = 'digest' OR NOT @HoldAlerts) ORDER BY number LIMIT 1)
            RETURNING {MessageRow.Columns}
            """,
            new
            {
                recipient.Channel,
                recipient.Address,
                terms.Owner,
                terms.HoldAlerts,
                Now = terms.Now.ToUnixTimeMilliseconds(),
                Until = terms.Until.ToUnixTimeMilliseconds(),
            },
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
