using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// One connection that writes, and alone checkpoints; a few that read committed snapshots beside it. SQLite has no asynchronous I/O: reading
/// runs on the caller's thread, writing on one thread at a time, and only waiting for one's turn does not block.
/// </summary>
internal sealed class SqliteConnections(SqliteFile file, SqliteConnection writer, string path) : IStoreConnections, IAsyncDisposable
{
    private const int MostReaders = 4;

    private readonly GroupCommit commits = new(writer, path);
    private readonly SemaphoreSlim reading = new(MostReaders);
    private readonly ConcurrentBag<PreparingConnection> idle = [];
    private int closed;

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation) => commits.WriteAsync(work, cancellation);

    /// <inheritdoc/>
    public async Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            if (!idle.TryTake(out var reader)) reader = file.OpenReader();
            try
            {
                await using var transaction = new ReadTransaction(reader);
                return await work(transaction);
            }
            finally
            {
                idle.Add(reader);
            }
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, path);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Lets the work under way end and closes: the writer last, which checkpoints and removes the write-ahead log.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1) return;
        for (var permit = 0; permit < MostReaders; permit++) await reading.WaitAsync();
        while (idle.TryTake(out var reader)) await reader.DisposeAsync();
        await commits.DisposeAsync();
        reading.Dispose();
    }
}
