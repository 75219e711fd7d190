using System.Data;
using System.Data.Common;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>
/// Transactions on PostgreSQL. What failed for a passing reason is done again from the start, with growing pauses, as long as the patience
/// lasts. A commit that was never answered may have been one: all that the store does can be done twice (documents and deliveries are
/// unique, a slot closes once, a settlement carries its fence), so it is repeated as well.
/// </summary>
/// <param name="source">The pool.</param>
/// <param name="address">For what is said to people.</param>
/// <param name="patience">How long to try again.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="outage">Hears of each try that failed, and of the next that went well.</param>
internal sealed class PostgresConnections(NpgsqlDataSource source, PostgresAddress address, TimeSpan patience, TimeProvider time, Outage outage) : IStoreConnections
{
    // Of a server that answers. A process that was paused, or starved, within its first try has used up the patience without waiting for anything.
    private const int LeastTries = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation) =>
        RepeatAsync(() => RunAsync(IsolationLevel.ReadCommitted, work, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation) =>
        RepeatAsync(() => RunAsync(IsolationLevel.RepeatableRead, work, cancellation), cancellation);

    /// <summary>Does it until it goes well, fails for good, or the patience is over.</summary>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var pause = FirstPause;
        for (var tries = 1; ; tries++, pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var result = await work();
                outage.Ended();
                return result;
            }
            catch (Exception thrown) when (PostgresFaults.CauseOf(thrown) is { } error)
            {
                var isOver = time.GetElapsedTime(began) + pause > patience && (tries >= LeastTries || error is not PostgresException);
                if (!PostgresFaults.MayPass(error) || isOver) throw PostgresFaults.Explain(error, address);
                if (PostgresFaults.IsOfTheConnection(error)) source.Clear();
                if (!PostgresFaults.IsContention(error)) outage.Met(PostgresFaults.Explain(error, address).Message);
            }

            // Uneven, so that two that met in a deadlock do not meet again.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellation);
        }
    }

    private async Task<T> RunAsync<T>(IsolationLevel isolation, Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(isolation, cancellation);
        var result = await work(transaction);
        await transaction.CommitAsync(cancellation);
        return result;
    }
}
