using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// Commits in one transaction what came to wait while the one before was on its way to the disk. Nobody is answered before his own work is
/// on it; and nobody waits for company.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    // Who comes while a group is written waits for all of it: some 10 ms for each source of a first pass.
    private const int Most = 16;

    private readonly Channel<IWrite> waiting = Channel.CreateUnbounded<IWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection writer;
    private readonly string path;
    private readonly Task writing;

    public GroupCommit(SqliteConnection writer, string path)
    {
        (this.writer, this.path) = (writer, path);
        writing = Task.Run(WriteAllAsync);
    }

    /// <exception cref="Core.Storing.StoreException">SQLite failed.</exception>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        var write = new Write<T>(work, cancellation);
        ObjectDisposedException.ThrowIf(!waiting.Writer.TryWrite(write), this);
        return write.Answer;
    }

    /// <summary>Writes what waits and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing;
        await writer.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        var group = new List<IWrite>(Most);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < Most && waiting.Reader.TryRead(out var write)) group.Add(write);
            if (!await TryWriteAsync(group))
            {
                // One's failure is nobody else's.
                foreach (var write in group) await TryWriteAsync([write]);
            }

            group.Clear();
        }
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
