using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// One connection that writes, one transaction at a time, and alone checkpoints; a few that read committed snapshots beside it.
/// SQLite has no asynchronous I/O: the work runs on the caller's thread, only waiting for one's turn does not block.
/// </summary>
internal sealed class SqliteConnections(SqliteFile file, SqliteConnection writer, string path) : IStoreConnections, IAsyncDisposable
{
    private const int MostReaders = 4;

    private readonly SemaphoreSlim writing = new(1);
    private readonly SemaphoreSlim reading = new(MostReaders);
    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private int closed;

    /// <inheritdoc/>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await using var transaction = Begin();
            var result = await work(transaction);
            await transaction.CommitAsync(cancellation);
            return result;
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, path);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            if (!idle.TryTake(out var reader)) reader = file.OpenReader();
            try
            {
                await using var transaction = Begin(reader);
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
        await writing.WaitAsync();
        while (idle.TryTake(out var reader)) await reader.DisposeAsync();
        await writer.DisposeAsync();
        reading.Dispose();
        writing.Dispose();
    }

    // IMMEDIATE: a deferred one that reads first and is overtaken cannot become a writer any more.
    private SqliteTransaction Begin() => writer.BeginTransaction(deferred: false);

    private static SqliteTransaction Begin(SqliteConnection reader) => reader.BeginTransaction(deferred: true);
}
