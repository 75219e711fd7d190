using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>The schema's steps, each applied once in a transaction of its own together with its row in <c>schema_migrations</c>.</summary>
internal sealed class SqliteMigrations(IReadOnlyList<Migration> steps, TimeProvider time)
{
    public static IReadOnlyList<Migration> Embedded { get; } = Migration.Embedded("Sqlite");

    /// <summary>The number of the last step.</summary>
    public int Latest => steps.Count;

    /// <exception cref="StoreException">The schema is newer than this program.</exception>
    public void Apply(SqliteConnection connection, string path)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL)");
        var current = Current(connection);
        Migration.RefuseNewer(current, steps.Count, path);
        foreach (var step in steps.Skip(current)) Apply(step, connection);
    }

    /// <summary>The number of the last step that was applied; 0 for none.</summary>
    public static int Current(SqliteConnection connection) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations')")
            ? connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM schema_migrations")
            : 0;

    private void Apply(Migration step, SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(step.Script, transaction: transaction);
        Complete(step, transaction);
        connection.Execute(
            "INSERT INTO schema_migrations (version, name, applied) VALUES (@Version, @Name, @Applied)",
            new { step.Version, step.Name, Applied = time.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction);
        transaction.Commit();
    }

    // SQLite has no asynchronous I/O: the work is done when the call returns.
    private static void Complete(Migration step, SqliteTransaction transaction) => step.CompleteAsync(transaction, CancellationToken.None).GetAwaiter().GetResult();
}
