using SQLitePCL;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>What is set for SQLite's library in this process, before its first connection.</summary>
internal static class SqliteLibrary
{
    // SQLite counts the memory it has, which nobody reads, under one lock that every allocation of every connection takes (https://sqlite.org/malloc.html#memory_statistics).
    private static readonly Lazy<int> Configured = new(() =>
    {
        Batteries_V2.Init();
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    });

    /// <summary>Once for all; without effect where somebody opened a connection before.</summary>
    public static void Configure() => _ = Configured.Value;
}
