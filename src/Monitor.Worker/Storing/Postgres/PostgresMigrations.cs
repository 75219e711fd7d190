using System.Data.Common;
using Dapper;
using Monitor.Core.Storing;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>
/// The schema's steps, each applied once in a transaction of its own together with its row in <c>schema_migrations</c>, under a lock: of
/// nodes that start together one applies a step and the others find it applied.
/// </summary>
internal sealed class PostgresMigrations(IReadOnlyList<Migration> steps, TimeProvider time)
{
    public static IReadOnlyList<Migration> Embedded { get; } = Migration.Embedded("Postgres");

    /// <returns>The installation's id.</returns>
    /// <exception cref="StoreException">The schema is newer than this program, another program's, or in a database that cannot hold all text.</exception>
    public async Task<string> ApplyAsync(NpgsqlConnection connection, PostgresAddress address, CancellationToken cancellation)
    {
        while (await ApplyNextAsync(connection, address, cancellation))
        {
        }

        return (await connection.ExecuteScalarAsync<string>("SELECT id FROM installation"))!;
    }

    private async Task<bool> ApplyNextAsync(NpgsqlConnection connection, PostgresAddress address, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('monitor migrations of ' || @Schema, 0))", new { address.Schema }, cancellation);
        var current = await CurrentAsync(transaction, address, cancellation);
        Migration.RefuseNewer(current, steps.Count, address.Where);
        if (current == steps.Count) return false;
        if (current == 0) await PrepareAsync(transaction, address, cancellation);
        var step = steps[current];
        await transaction.ExecuteAsync(step.Script, null, cancellation);
        await step.CompleteAsync(transaction, cancellation);
        await transaction.ExecuteAsync(
            "INSERT INTO schema_migrations (version, name, applied) VALUES (@Version, @Name, @Applied)",
            new { step.Version, step.Name, Applied = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    // Never by the table of versions alone: other programs have one of that name.
    /// <returns>The number of the last step that was applied; 0 for none.</returns>
    /// <exception cref="StoreException">Another program's, or in a database that cannot hold all text.</exception>
    public static async Task<int> CurrentAsync(DbTransaction transaction, PostgresAddress address, CancellationToken cancellation)
    {
        var found = (await transaction.FirstAsync<Found>(
            """
            SELECT to_regclass(quote_ident(@Schema) || '.installation') IS NOT NULL AS IsOurs,
                   (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = @Schema AND c.relkind IN ('r', 'p', 'v')) AS Tables,
                   current_setting('server_encoding') AS Encoding
            """,
            new { address.Schema },
            cancellation))!;
        if (found.Encoding != "UTF8")
            throw new StoreException(StoreFault.Refused, $"{address.Where} keeps text as {found.Encoding}, which cannot hold all that people write. Create the database with ENCODING 'UTF8'.");
        if (found.IsOurs) return await transaction.ScalarAsync<int>("SELECT COALESCE(MAX(version), 0) FROM schema_migrations", null, cancellation);
        return found.Tables == 0
            ? 0
            : throw new StoreException(StoreFault.Refused, $"{address.Where} holds another program's tables. Give this program a schema of its own: Store:Schema.");
    }

    // A role that may not create schemas can still be given one.
    private static async Task PrepareAsync(DbTransaction transaction, PostgresAddress address, CancellationToken cancellation)
    {
        if (!await transaction.ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = @Schema)", new { address.Schema }, cancellation))
            await transaction.ExecuteAsync($"CREATE SCHEMA \"{address.Schema}\"", null, cancellation);
        await transaction.ExecuteAsync("CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)", null, cancellation);
        await transaction.ExecuteAsync("CREATE TABLE installation (id TEXT PRIMARY KEY)", null, cancellation);
        await transaction.ExecuteAsync("INSERT INTO installation (id) VALUES (@Id)", new { Id = Guid.NewGuid().ToString("N") }, cancellation);
    }

    private sealed class Found
    {
        public bool IsOurs { get; init; }

        public long Tables { get; init; }

        public string Encoding { get; init; } = "";
    }
}
