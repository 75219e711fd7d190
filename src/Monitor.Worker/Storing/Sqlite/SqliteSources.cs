using System.Data.Common;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>Sources' rows in SQLite, by its own interface.</summary>
internal sealed class SqliteSources : ISourceTable
{
    public Task<SourceRow?> FindAsync(DbTransaction transaction, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var select = new Statement(transaction, SourceRow.ByKey);
        return Task.FromResult(select.Find(key) ? Read(select) : null);
    }

    public Task<long?> RememberAsync(DbTransaction transaction, SuccessRow success, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var upsert = new Statement(transaction, SuccessRow.Upsert);
        return Task.FromResult(upsert.Return(
            success.Key,
            success.Name,
            success.Kind,
            success.Part,
            success.Cursor,
            success.At,
            success.Problem,
            success.Due,
            success.Listed,
            success.Rhythm,
            success.Look,
            success.After));
    }

    public Task<bool> ExtendAsync(DbTransaction transaction, SeenRow seen, CancellationToken cancellation)
    {
        using var update = new Statement(transaction, SeenRow.Extend);
        return Task.FromResult(update.Execute(seen.Ends, seen.Source, seen.Starts));
    }

    public Task CloseGapsAsync(DbTransaction transaction, SeenRow seen, CancellationToken cancellation)
    {
        using var update = new Statement(transaction, SeenRow.CloseGaps);
        update.Execute(seen.Starts, seen.Now, seen.Source, seen.Ends);
        return Task.CompletedTask;
    }

    // In the order of SourceRow.Select.
    private static SourceRow Read(Statement row) => new()
    {
        Name = row.Text(0)!,
        Kind = row.Text(1)!,
        Part = row.Text(2)!,
        Cursor = row.Text(3),
        FirstContact = row.Number(4),
        LastSuccess = row.Number(5),
        Failures = (int)row.Number(6)!,
        Fault = row.Text(7),
        Problem = row.Text(8),
        Due = row.Number(9)!.Value,
        Rhythm = row.Text(10),
        Look = row.Text(11)!,
        CoveredFrom = row.Number(12),
        CoveredTo = row.Number(13),
    };
}
