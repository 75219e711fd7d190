using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Storing.Sqlite;
using Npgsql;

namespace Monitor.Worker.Tests.Storing;

/// <summary>A table that one engine has and the other lacks would be found by the first operator who moves.</summary>
public sealed class SchemaTests
{
    // What only PostgreSQL needs: bounded keys, to know whose database it is and who shares it, and its own shape of the index of words.
    private static readonly string[] OfPostgresAlone =
    [
        "documents.source_key", "installation.id", "nodes.node", "nodes.seen", "nodes.watch", "search.mention", "search.folded", "search.lexemes",
        "work_leases.fence", "work_leases.owner", "work_leases.until", "work_leases.work",
    ];

    [Fact]
    public void Migrations_are_numbered_without_a_hole()
    {
        foreach (var steps in (IReadOnlyList<Migration>[])[SqliteMigrations.Embedded, PostgresMigrations.Embedded])
            Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(step => step.Version));
    }

    [Fact]
    public async Task Both_engines_have_the_same_tables_and_columns()
    {
        await using var postgres = new PostgresEngine();
        await (await postgres.OpenAsync(TimeProvider.System)).DisposeAsync();

        Assert.Equal(await OfSqliteAsync(), (await OfPostgresAsync(postgres.Schema)).Except(OfPostgresAlone));
    }

    private static async Task<IReadOnlyList<string>> OfSqliteAsync()
    {
        using var folder = new ScratchFolder();
        await (await SqliteDatabase.OpenAsync(folder.Path, TimeProvider.System, default)).DisposeAsync();
        await using var connection = new SqliteConnection($"Data Source={folder.File("monitor.db")};Pooling=false");
        return Sorted(await connection.QueryAsync<string>(
            "SELECT t.name || '.' || c.name FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"));
    }

    private static async Task<IReadOnlyList<string>> OfPostgresAsync(string schema)
    {
        await using var connection = new NpgsqlConnection(await PostgresServer.RequireAsync());
        return Sorted(await connection.QueryAsync<string>(
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = @Schema", new { Schema = schema }));
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> columns) => [.. columns.Order(StringComparer.Ordinal)];
}
