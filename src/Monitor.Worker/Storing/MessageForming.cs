using System.Data.Common;

namespace Monitor.Worker.Storing;

/// <summary>Makes one alert, leased from the start, of the deliveries that wait for a recipient.</summary>
internal static class MessageForming
{
    public static async Task<MessageRow?> FormAsync(DbTransaction transaction, Lease lease, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(transaction, lease, cancellation);
        if (waiting is []) return null;
        var first = waiting[0];
        var message = await InsertAsync(transaction, lease, first, cancellation);
        await transaction.ExecuteAsync(
            waiting.Count < lease.Burst
                ? "UPDATE deliveries SET message = @Message WHERE id = @Id"
                : "UPDATE deliveries SET message = @Message WHERE channel = @Channel AND address = @Address AND message IS NULL",
            new { Message = message.Number, first.Id, lease.Parameters.Channel, lease.Parameters.Address },
            cancellation);
        return message;
    }

    private static Task<List<Waiting>> WaitingAsync(DbTransaction transaction, Lease lease, CancellationToken cancellation) =>
        transaction.ListAsync<Waiting>(
            """
            SELECT v.id AS Id, v.created AS Created, s.key AS Story
            FROM deliveries v JOIN stories s ON s.id = v.story
            WHERE v.channel = @Channel AND v.address = @Address AND v.message IS NULL ORDER BY v.id LIMIT @Burst
            """,
            new { lease.Parameters.Channel, lease.Parameters.Address, lease.Burst },
            cancellation);

    private static async Task<MessageRow> InsertAsync(DbTransaction transaction, Lease lease, Waiting first, CancellationToken cancellation) =>
        (await transaction.FirstAsync<MessageRow>(
            $"""
            INSERT INTO messages (id, channel, address, kind, state, due, attempts, fence, doubtful, owner, created)
            VALUES (@Id, @Channel, @Address, 'alert', 'leased', {lease.Now} + @Term, 1, 1, 0, @Owner, @Created)
            RETURNING {MessageRow.Columns}
            """,
            new
            {
                Id = lease.MessageId(first.Story, first.Created),
                lease.Parameters.Channel,
                lease.Parameters.Address,
                lease.Parameters.Owner,
                lease.Parameters.Now,
                lease.Parameters.Term,
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
