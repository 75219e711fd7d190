using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Storing;
using Monitor.Worker.Storing.Sqlite;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>
/// Moves an installation from its SQLite file into an empty schema: everything, with its ids, in one transaction. Broken off, it leaves empty
/// tables, into which it can be done again. The file stays as it is.
/// </summary>
/// <param name="dataDirectory">Of the file; held meanwhile, so that nothing is told from it.</param>
/// <param name="target">The schema.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreCopy(string dataDirectory, PostgresAddress target, TimeProvider time)
{
    /// <returns>What was copied, and arrived, table by table.</returns>
    /// <exception cref="StoreException">There is no file, the service runs, the schema holds something, or an engine failed.</exception>
    public async Task<IReadOnlyList<CopiedTable>> RunAsync(IProgress<double>? progress, CancellationToken cancellation)
    {
        var file = SqliteFile.In(dataDirectory);
        if (!File.Exists(file)) throw new StoreException(StoreFault.Refused, $"There is no database {file} to copy.");
        await using var source = await SqliteDatabase.OpenAsync(dataDirectory, time, cancellation);

        // Nobody sends now: what was leased was perhaps sent, and is so on the other side as well.
        await source.AbandonLeasesAsync(time.GetUtcNow(), cancellation);
        await using var pool = new NpgsqlDataSourceBuilder(target.Connection).Build();
        await using var connection = await OpenAsync(pool, cancellation);
        try
        {
            return await source.Connections.ReadAsync(from => CopyAsync(from, connection, progress, cancellation), cancellation);
        }
        catch (Exception error) when (PostgresFaults.CauseOf(error) is { } cause)
        {
            throw PostgresFaults.Explain(cause, target);
        }
    }

    private Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource pool, CancellationToken cancellation) =>
        new PostgresConnections(pool, target, new PostgresTerms().AtWork, TimeProvider.System, new Outage(NullLogger.Instance, TimeProvider.System)).RepeatAsync(
            async () =>
            {
                var connection = await pool.OpenConnectionAsync(cancellation);
                await new PostgresMigrations(PostgresMigrations.Embedded, time).ApplyAsync(connection, target, cancellation);
                return connection;
            },
            cancellation);

    private async Task<IReadOnlyList<CopiedTable>> CopyAsync(DbTransaction from, NpgsqlConnection connection, IProgress<double>? progress, CancellationToken cancellation)
    {
        var tables = await SqliteTables.InOrderAsync(from, cancellation);
        await using var to = await connection.BeginTransactionAsync(cancellation);
        await to.ExecuteAsync($"SET LOCAL idle_in_transaction_session_timeout = 0; LOCK TABLE {string.Join(", ", tables)} IN EXCLUSIVE MODE", null, cancellation);
        foreach (var table in tables) await RequireEmptyAsync(to, table, cancellation);

        var rows = await CountAsync(from, tables, cancellation);
        long done = 0;
        List<CopiedTable> copied = [];
        foreach (var table in tables) copied.Add(await new TableCopy(table, from, to).RunAsync(() => progress?.Report((double)++done / rows), cancellation));
        await SearchIndex.FillAsync(to, cancellation);
        await to.CommitAsync(cancellation);
        return copied;
    }

    private async Task RequireEmptyAsync(NpgsqlTransaction to, string table, CancellationToken cancellation)
    {
        if (await to.ScalarAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {table})", null, cancellation))
            throw new StoreException(StoreFault.Refused, $"{target.Where} holds {table} already. Copy into a schema that is empty, and before a service has worked with it: name another one with --schema, or DROP SCHEMA {target.Schema} CASCADE.");
    }

    private static async Task<long> CountAsync(DbTransaction from, IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        long rows = 0;
        foreach (var table in tables) rows += await from.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}", null, cancellation);
        return rows;
    }
}
