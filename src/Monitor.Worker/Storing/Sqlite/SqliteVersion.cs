namespace Monitor.Worker.Storing.Sqlite;

/// <summary>What is to be said about the SQLite that is loaded.</summary>
internal static class SqliteVersion
{
    /// <summary>
    /// Two connections that write and checkpoint at the same time could lose commits until SQLite 3.51.3; fixed also in 3.50.7 and
    /// 3.44.6 (https://sqlite.org/wal.html, "The WAL-Reset Bug"). Here only one connection ever writes or checkpoints, so this warns
    /// and does not refuse.
    /// </summary>
    /// <returns>A sentence for the log; null when there is nothing to say.</returns>
    public static string? Warning(string version)
    {
        if (!Version.TryParse(version, out var loaded)) return null;
        var mended = loaded >= new Version(3, 51, 3)
            || (loaded is { Minor: 50 } && loaded >= new Version(3, 50, 7))
            || (loaded is { Minor: 44 } && loaded >= new Version(3, 44, 6));
        return mended
            ? null
            : $"SQLite {version} has the WAL-reset bug (mended in 3.51.3, 3.50.7 and 3.44.6). This process alone is safe from it; open no other program on the database for writing while it runs.";
    }
}
