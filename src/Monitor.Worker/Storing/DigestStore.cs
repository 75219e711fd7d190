using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Digest slots.</summary>
internal sealed class DigestStore(IStoreConnections connections) : IDigestStore
{
    public Task<ClosedSlot?> LastAsync(string digest, CancellationToken cancellation) =>
        connections.ReadAsync(
            async transaction =>
            {
                var row = await transaction.FirstAsync<SlotRow>($"{SlotRow.Select} WHERE digest = @Digest ORDER BY substr(local_date, 1, 10) DESC, window_to DESC LIMIT 1", new { Digest = digest }, cancellation);
                return row?.ToSlot();
            },
            cancellation);

    public Task<bool> CloseAsync(ClosedSlot slot, IReadOnlyList<Recipient> recipients, bool evenEmpty, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                await transaction.LockAsync($"digest:{slot.Digest}", cancellation);
                if (slot.Ordinal > 0 && !evenEmpty && !await AnyPendingAsync(transaction, slot.Digest, cancellation)) return false;
                if (!await InsertSlotAsync(transaction, slot, cancellation)) return false;
                var claimed = await transaction.ExecuteAsync(
                    "UPDATE digest_entries SET slot_date = @Slot WHERE digest = @Digest AND slot_date IS NULL",
                    new { slot.Digest, Slot = SlotKey.Of(slot) },
                    cancellation);
                if (claimed == 0 && !evenEmpty) return true;
                foreach (var recipient in recipients.Distinct()) await FormAsync(transaction, slot, recipient, cancellation);
                await transaction.AnnounceAsync(cancellation);
                return true;
            },
            cancellation);

    public Task<IReadOnlyList<StoredMention>> PendingAsync(string digest, CancellationToken cancellation) =>
        connections.ReadAsync(
            transaction => MentionRow.ReadAsync(
                transaction,
                "JOIN digest_entries e ON e.mention = m.number WHERE e.digest = @Digest AND e.slot_date IS NULL ORDER BY e.mention DESC",
                new { Digest = digest },
                cancellation),
            cancellation);

    private static async Task<bool> AnyPendingAsync(DbTransaction transaction, string digest, CancellationToken cancellation) =>
        await transaction.ScalarAsync<int>(
            "SELECT EXISTS (SELECT 1 FROM digest_entries WHERE digest = @Digest AND slot_date IS NULL)", new { Digest = digest }, cancellation) == 1;

    private static async Task<bool> InsertSlotAsync(DbTransaction transaction, ClosedSlot slot, CancellationToken cancellation) =>
        await transaction.ExecuteAsync(
            """
            INSERT INTO digest_slots (digest, local_date, window_from, window_to)
            SELECT @Digest, @Slot, @From, @To
            WHERE NOT EXISTS (SELECT 1 FROM digest_slots WHERE digest = @Digest AND (local_date = @Slot OR substr(local_date, 1, 10) > @Date))
            """,
            new
            {
                slot.Digest,
                Slot = SlotKey.Of(slot),
                Date = slot.Date.ToColumn(),
                From = slot.From?.ToUnixTimeMilliseconds(),
                To = slot.To.ToUnixTimeMilliseconds(),
            },
            cancellation) == 1;

    private static Task<int> FormAsync(DbTransaction transaction, ClosedSlot slot, Recipient recipient, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO messages (id, channel, address, kind, state, due, attempts, fence, doubtful, created, digest, slot_date)
            VALUES (@Id, @Channel, @Address, 'digest', 'pending', @To, 0, 0, 0, @To, @Digest, @Slot)
            """,
            new
            {
                Id = MessageId.OfDigest(recipient, slot),
                recipient.Channel,
                recipient.Address,
                To = slot.To.ToUnixTimeMilliseconds(),
                slot.Digest,
                Slot = SlotKey.Of(slot),
            },
            cancellation);
}
