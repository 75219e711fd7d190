using System.Data.Common;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>
/// What a store consists of, read from its schema, so that a table that a migration adds cannot be forgotten: every table but SQLite's own,
/// the steps of the schema, and the index of words, which follows from the rest.
/// </summary>
internal static class SqliteTables
{
    /// <returns>Each table after those that its rows refer to.</returns>
    public static async Task<IReadOnlyList<string>> InOrderAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        var waiting = await transaction.ListAsync<string>(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_migrations' ORDER BY name",
            null,
            cancellation);
        var references = (await transaction.ListAsync<Reference>(
            "SELECT t.name AS Child, k.\"table\" AS Parent FROM pragma_table_list t, pragma_foreign_key_list(t.name) k WHERE t.schema = 'main' AND t.type = 'table'", null, cancellation))
            .ToLookup(reference => reference.Child, reference => reference.Parent, StringComparer.Ordinal);
        List<string> ordered = [];
        while (waiting.Count > 0)
        {
            var free = waiting.Find(table => references[table].All(parent => parent == table || ordered.Contains(parent, StringComparer.Ordinal)))
                ?? throw new InvalidOperationException($"Among {string.Join(", ", waiting)} each refers to another.");
            ordered.Add(free);
            waiting.Remove(free);
        }

        return ordered;
    }

    private sealed class Reference
    {
        public string Child { get; init; } = "";

        public string Parent { get; init; } = "";
    }
}
