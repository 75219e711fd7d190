using System.Data.Common;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>Sources' rows in PostgreSQL.</summary>
internal sealed class PostgresSources : ISourceTable
{
    public Task<SourceRow?> FindAsync(DbTransaction transaction, string key, CancellationToken cancellation) =>
        transaction.FirstAsync<SourceRow>(SourceRow.ByKey, new { Key = key }, cancellation);

    public Task<long?> RememberAsync(DbTransaction transaction, SuccessRow success, CancellationToken cancellation) =>
        transaction.ScalarAsync<long?>(SuccessRow.Upsert, success, cancellation);

    public async Task<bool> ExtendAsync(DbTransaction transaction, SeenRow seen, CancellationToken cancellation) =>
        await transaction.ExecuteAsync(SeenRow.Extend, seen, cancellation) > 0;

    public Task CloseGapsAsync(DbTransaction transaction, SeenRow seen, CancellationToken cancellation) =>
        transaction.ExecuteAsync(SeenRow.CloseGaps, seen, cancellation);
}
