using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>What SQLite's result codes mean to the operator (https://sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    public static StoreException Explain(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        5 or 6 => Unavailable($"Another program holds {path} locked. Close it; work goes on by itself.", error),
        10 => Unavailable($"Reading or writing {path} failed: {error.Message} Look at the disk and the system's log; work goes on by itself when it answers again.", error),
        13 => Unavailable($"There is no space left for {path}. Make room on its disk; work goes on by itself.", error),
        8 or 14 => Refused($"{path} cannot be written by user {Environment.UserName}. Give the file and its directory to that user.", error),
        11 => Refused($"{path} is damaged: {error.Message} {Mend(path)}", error),
        26 => Refused($"{path} is not a database of this program. {Mend(path)}", error),
        _ => Unavailable($"{path}: {error.Message}", error),
    };

    public static string Mend(string path) =>
        $"Restore it from a backup, together with removing {Path.GetFileName(path)}-wal and -shm; or move all three files away to begin anew.";

    private static StoreException Unavailable(string message, SqliteException error) => new(StoreFault.Unavailable, message, error);

    private static StoreException Refused(string message, SqliteException error) => new(StoreFault.Refused, message, error);
}
