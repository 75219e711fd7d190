using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>One step of the schema.</summary>
/// <param name="Version">Its number, from 1 on without a hole.</param>
/// <param name="Name">What it brings.</param>
/// <param name="Script">Its statements.</param>
internal sealed record Migration(int Version, string Name, string Script);

/// <summary>The schema's steps, each applied once in a transaction of its own together with its row in <c>schema_migrations</c>.</summary>
internal sealed class Migrations(IReadOnlyList<Migration> steps, TimeProvider time)
{
    private const string Folder = "Monitor.Worker.Storing.Migrations.Sqlite.";

    /// <summary>The steps embedded in this program: <c>Migrations/Sqlite/0001_what_it_brings.sql</c>.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(Read)
            .OrderBy(step => step.Version)];

    /// <exception cref="StoreException">The schema is newer than this program.</exception>
    public void Apply(SqliteConnection connection, string path)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL)");
        var current = connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM schema_migrations");
        if (current > steps.Count)
            throw new StoreException(StoreFault.Refused, $"{path} was written by a newer version of this program: its schema is number {current}, this version knows {steps.Count}. Install that version again, or restore a backup made before it.");
        foreach (var step in steps.Skip(current)) Apply(step, connection);
    }

    private void Apply(Migration step, SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(step.Script, transaction: transaction);
        connection.Execute(
            "INSERT INTO schema_migrations (version, name, applied) VALUES (@Version, @Name, @Applied)",
            new { step.Version, step.Name, Applied = time.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction);
        transaction.Commit();
    }

    private static Migration Read(string resource)
    {
        var parts = resource[Folder.Length..^".sql".Length].Split('_', 2);
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new Migration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd());
    }
}
