using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>The wish for a recipient's next message, and what the store must know before it is granted.</summary>
/// <param name="recipient">Whom to tell.</param>
/// <param name="terms">As the dispatcher wishes.</param>
/// <param name="owner">Who leases, with its node.</param>
/// <param name="now">The SQL for now.</param>
internal sealed class Lease(Recipient recipient, LeaseTerms terms, string owner, string now)
{
    private static readonly long Hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public int Burst => terms.Burst;

    /// <summary>The SQL for now.</summary>
    public string Now => now;

    /// <summary>Its parameters, in every statement by the same names.</summary>
    public LeaseParameters Parameters { get; } = new()
    {
        Channel = recipient.Channel,
        Address = recipient.Address,
        Owner = owner,
        Now = terms.Now.ToUnixTimeMilliseconds(),
        Term = (long)(terms.Until - terms.Now).TotalMilliseconds,
        Pace = (long)terms.Pace.TotalMilliseconds,
        Hour = Hour,
    };

    public string MessageId(string story, long created) => Storing.MessageId.OfAlert(recipient, story, created);

    /// <summary>Whether somebody else told the recipient something, or began to, within the pace; whoever asks keeps the pace with himself.</summary>
    public async Task<bool> TooSoonAsync(DbTransaction transaction, CancellationToken cancellation) =>
        terms.Pace > TimeSpan.Zero && await transaction.ScalarAsync<bool>(
            $"""
            SELECT EXISTS (SELECT 1 FROM messages WHERE channel = @Channel AND address = @Address AND settled > {now} - @Pace AND owner <> @Owner)
                OR EXISTS (SELECT 1 FROM messages WHERE channel = @Channel AND address = @Address AND due > {now} AND due - @Term > {now} - @Pace
                           AND state = 'leased' AND owner <> @Owner)
            """,
            Parameters,
            cancellation);

    /// <summary>Whether the hour's budget is spent, counting what others are sending now.</summary>
    public async Task<bool> SpentAsync(DbTransaction transaction, CancellationToken cancellation) =>
        terms.PerHour < int.MaxValue && await transaction.ScalarAsync<long>(
            $"""
            SELECT (SELECT COUNT(*) FROM messages WHERE channel = @Channel AND address = @Address AND settled >= {now} - @Hour AND state = 'sent')
                 + (SELECT COUNT(*) FROM messages WHERE channel = @Channel AND address = @Address AND due > {now} AND state = 'leased' AND owner <> @Owner)
            """,
            Parameters,
            cancellation) >= terms.PerHour;

    /// <summary>Leases the oldest message that is due; null when none is.</summary>
    public Task<MessageRow?> TakeOldestAsync(DbTransaction transaction, bool alerts, CancellationToken cancellation) =>
        transaction.FirstAsync<MessageRow>(
            $"""
            UPDATE messages SET state = 'leased', owner = @Owner, due = {now} + @Term, attempts = attempts + 1, fence = fence + 1,
                doubtful = CASE WHEN state = 'leased' THEN 1 ELSE doubtful END
            WHERE number = (SELECT number FROM messages WHERE channel = @Channel AND address = @Address AND due <= {now} {(alerts ? "" : "AND kind = 'digest'")}
                            ORDER BY number LIMIT 1 {transaction.SkipLocked()})
            RETURNING {MessageRow.Columns}
            """,
            Parameters,
            cancellation);
}

internal sealed class LeaseParameters
{
    public required string Channel { get; init; }

    public required string Address { get; init; }

    public required string Owner { get; init; }

    public required long Now { get; init; }

    /// <summary>How long the lease lasts, in milliseconds.</summary>
    public required long Term { get; init; }

    public required long Pace { get; init; }

    public required long Hour { get; init; }
}
