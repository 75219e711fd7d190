using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>One committed state of a database, written page by page into a new file by SQLite's online backup (https://sqlite.org/backup.html).</summary>
internal static class SqliteSnapshot
{
    private const int Pages = 4_096;

    /// <summary>Writes the file; whoever else writes to the database meanwhile is not hindered, and is not seen.</summary>
    /// <param name="source">What to copy; without a transaction.</param>
    /// <param name="file">Overwritten.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Breaks off between two stretches of pages.</param>
    /// <exception cref="SqliteException">Reading or writing failed.</exception>
    public static void Write(SqliteConnection source, string file, IProgress<double>? progress, CancellationToken cancellation)
    {
        File.Delete(file);

        // The open transaction keeps the state that is copied: without it every commit of another process would begin the copy anew.
        using var state = source.BeginTransaction(deferred: true);
        source.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_schema", transaction: state);
        using (var target = SqliteFile.Connect(file, SqliteOpenMode.ReadWriteCreate)) Copy(source, target, progress, cancellation);

        // A file in WAL mode could not be read where nothing can be written beside it.
        using var alone = SqliteFile.Connect(file, SqliteOpenMode.ReadWrite);
        alone.Execute("PRAGMA journal_mode=DELETE");
    }

    /// <summary>Reads all of a file and every index of it.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    /// <exception cref="SqliteException">It cannot even be read.</exception>
    public static string? Problem(string file)
    {
        using var connection = SqliteFile.Connect(file, SqliteOpenMode.ReadOnly);
        var verdict = connection.ExecuteScalar<string>("PRAGMA integrity_check(1)");
        if (verdict != "ok") return verdict;
        return connection.ExecuteScalar<string>("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1") is { } table ? $"a row of {table} belongs to nothing" : null;
    }

    private static void Copy(SqliteConnection source, SqliteConnection target, IProgress<double>? progress, CancellationToken cancellation)
    {
        using var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid) SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(target.Handle), target.Handle);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = raw.sqlite3_backup_step(backup, Pages);
            if (result == raw.SQLITE_DONE) return;
            if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, target.Handle);
            progress?.Report(1 - ((double)raw.sqlite3_backup_remaining(backup) / raw.sqlite3_backup_pagecount(backup)));
        }
    }
}
