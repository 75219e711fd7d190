using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Makes one alert, leased from the start, of the deliveries that wait for a recipient.</summary>
internal static class MessageForming
{
    public static async Task<MessageRow?> FormAsync(
        DbTransaction transaction, Recipient recipient, LeaseTerms terms, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(transaction, recipient, terms.Burst, cancellation);
        if (waiting is []) return null;
        var first = waiting[0];
        var message = await InsertAsync(transaction, recipient, terms, first, cancellation);
        await transaction.ExecuteAsync(
            waiting.Count < terms.Burst
                ? "UPDATE deliveries SET message = @Message WHERE id = @Id"
                : "UPDATE deliveries SET message = @Message WHERE channel = @Channel AND address = @Address AND message IS NULL",
            new { Message = message.Number, first.Id, recipient.Channel, recipient.Address },
            cancellation);
        return message;
    }

    private static Task<List<Waiting>> WaitingAsync(DbTransaction transaction, Recipient recipient, int most, CancellationToken cancellation) =>
        transaction.ListAsync<Waiting>(
            """
            SELECT v.id AS Id, v.created AS Created, s.key AS Story
            FROM deliveries v JOIN stories s ON s.id = v.story
            WHERE v.channel = @Channel AND v.address = @Address AND v.message IS NULL ORDER BY v.id LIMIT @Most
            """,
            new { recipient.Channel, recipient.Address, Most = most },
            cancellation);

    private static async Task<MessageRow> InsertAsync(
        DbTransaction transaction, Recipient recipient, LeaseTerms terms, Waiting first, CancellationToken cancellation) =>
        (await transaction.FirstAsync<MessageRow>(
            $"""
            INSERT INTO messages (id, channel, address, kind, state, due, attempts, fence, doubtful, owner, created)
            VALUES (@Id, @Channel, @Address, 'alert', 'leased', @Until, 1, 1, 0, @Owner, @Created)
            RETURNING {MessageRow.Columns}
            """,
            new
            {
                Id = MessageId.OfAlert(recipient, first.Story, first.Created),
                recipient.Channel,
                recipient.Address,
                terms.Owner,
                Until = terms.Until.ToUnixTimeMilliseconds(),
                first.Created,
            },
            cancellation))!;

    private sealed class Waiting
    {
        public long Id { get; init; }

        public long Created { get; init; }

        public string Story { get; init; } = "";
    }
}
