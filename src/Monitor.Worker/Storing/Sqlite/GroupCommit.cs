using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// Commits in one transaction what came to wait while the one before was on its way to the disk. Nobody is answered before his own work is
/// on it; and nobody waits for company.
/// </summary>
internal sealed class GroupCommit(SqliteConnection writer, string path) : IAsyncDisposable
{
    // Who comes while a group is written waits for all of it: some 10 ms for each source of a first pass.
    private const int Most = 16;

    private readonly Lock gate = new();
    private readonly Queue<IWrite> waiting = [];
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isWriting;
    private bool isClosed;

    /// <summary>On the caller's thread when nobody else writes.</summary>
    /// <exception cref="Core.Storing.StoreException">SQLite failed.</exception>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        var write = new Write<T>(work, cancellation);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            waiting.Enqueue(write);
            if (isWriting) return write.Answer;
            isWriting = true;
        }

        _ = WriteAllAsync();
        return write.Answer;
    }

    /// <summary>Writes what waits and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosed = true;
            if (!isWriting) idle.TrySetResult();
        }

        await idle.Task;
        await writer.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        var group = Next();
        while (group.Count > 0)
        {
            if (!await TryWriteAsync(group))
            {
                // One's failure is nobody else's.
                foreach (var write in group) await TryWriteAsync([write]);
            }

            group = Next();

            // Whoever began has his answer; the others' work is not his.
            if (group.Count > 0) await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    private List<IWrite> Next()
    {
        var group = new List<IWrite>();
        lock (gate)
        {
            while (group.Count < Most && waiting.TryDequeue(out var write)) group.Add(write);
            isWriting = group.Count > 0;
            if (isClosed && !isWriting) idle.TrySetResult();
        }

        return group;
    }

    /// <returns>False when the work of one of several failed: nothing is stored, and nobody is answered.</returns>
    private async Task<bool> TryWriteAsync(List<IWrite> group)
    {
        var isWorkDone = false;
        try
        {
            await using (var transaction = Begin())
            {
                foreach (var write in group) await write.RunAsync(transaction);
                isWorkDone = true;
                await transaction.CommitAsync();
            }

            foreach (var write in group) write.Committed();
            return true;
        }
        catch (Exception failure)
        {
            // A commit is not tried again here: its failure is the disk's, and all have it.
            if (group.Count > 1 && !isWorkDone) return false;
            var told = failure is SqliteException error ? SqliteFaults.Explain(error, path) : failure;
            foreach (var write in group) write.Failed(told);
            return true;
        }
    }

    // IMMEDIATE: a deferred one that reads first and is overtaken cannot become a writer any more.
    private SqliteTransaction Begin() => writer.BeginTransaction(deferred: false);
}
