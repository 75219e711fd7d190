using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;
using SQLitePCL;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>The database file: made whole or not at all, judged before use, opened for the one writer and for readers.</summary>
internal sealed class SqliteFile(string path)
{
    // "MNTR" in the file's header tells our database from any other program's.
    private const int ApplicationId = 0x4D4E5452;

    // Seconds that a foreign lock is waited for: by commands of ADO.NET themselves, by statements of our own within SQLite.
    private const int LongestWait = 30;

    // Above this a check after an unclean end would cost seconds of every restart; the operator is told how to run it.
    private const long LargestChecked = 256L << 20;

    /// <summary>The database of a data directory.</summary>
    public static string In(string dataDirectory) => Path.Combine(Path.GetFullPath(dataDirectory), "monitor.db");

    /// <summary>Where a backup waits, proven and complete, until the database that it replaces is out of its way.</summary>
    public static string RestoredOf(string path) => $"{path}.restored";

    private string Wal => $"{path}-wal";

    /// <summary>Opens the only connection that may write or checkpoint, creating the database when there is none.</summary>
    /// <returns>The connection and sentences for the log.</returns>
    /// <exception cref="StoreException">The file is damaged, foreign or newer than this program; it is left as it is.</exception>
    public (SqliteConnection Writer, IReadOnlyList<string> Warnings) Open(SqliteMigrations migrations)
    {
        FinishRestore();
        var unclean = File.Exists(Wal) && new FileInfo(Wal).Length > 0;
        if (!File.Exists(path)) Create(migrations, unclean);
        if (new FileInfo(path).Length == 0) throw Damaged("is empty");
        var writer = Connect(path, SqliteOpenMode.ReadWrite);
        try
        {
            Recognize(writer);
            Configure(writer);
            List<string?> warnings = [SqliteVersion.Warning(writer.ServerVersion), unclean ? Check(writer) : null];
            migrations.Apply(writer, path);
            return (writer, [.. warnings.OfType<string>()]);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that can neither write nor checkpoint.</summary>
    public PreparingConnection OpenReader()
    {
        var reader = Connect(path, SqliteOpenMode.ReadOnly);
        raw.sqlite3_busy_timeout(reader.Handle!, LongestWait * 1000);
        return reader;
    }

    /// <summary>Opens such a connection from a process that does not hold the data directory.</summary>
    /// <exception cref="StoreException">There is no database, or it is another program's.</exception>
    /// <exception cref="SqliteException">It is damaged, or none.</exception>
    public SqliteConnection OpenStranger()
    {
        if (!File.Exists(path)) throw new StoreException(StoreFault.Refused, $"There is no database {path} yet; it is made when the service first starts.");
        if (new FileInfo(path).Length == 0) throw Damaged("is empty");
        var reader = OpenReader();
        try
        {
            Recognize(reader);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Puts a restored database in its place, once the one before has gone aside; and so does the next opening after a kill between the two.
    /// The log goes where its database went: beside another one it would be written into that.
    /// </summary>
    public void FinishRestore()
    {
        if (File.Exists(path) || !File.Exists(RestoredOf(path))) return;
        var aside = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.replaced-*Z").Max(StringComparer.Ordinal);
        if (File.Exists(Wal)) File.Move(Wal, $"{aside ?? $"{path}.replaced"}-wal", overwrite: true);
        File.Delete($"{path}-shm");
        File.Move(RestoredOf(path), path);
    }

    // Under another name until complete: a killed creation leaves no half-made database, and an empty file is always damage.
    private void Create(SqliteMigrations migrations, bool unclean)
    {
        if (unclean) throw new StoreException(StoreFault.Refused, $"{path} is missing but {Wal} is there. {SqliteFaults.Mend(path)}");
        var draft = $"{path}.new";
        foreach (var leftover in (string[])[draft, $"{draft}-wal", $"{draft}-shm"]) File.Delete(leftover);
        using (var connection = Connect(draft, SqliteOpenMode.ReadWriteCreate))
        {
            connection.Execute($"PRAGMA page_size=8192; PRAGMA application_id={ApplicationId}");
            Configure(connection);
            migrations.Apply(connection, path);
        }

        File.Move(draft, path);
    }

    private void Recognize(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<long>("PRAGMA application_id") != ApplicationId)
            throw new StoreException(StoreFault.Refused, $"{path} is another program's database. Configure another data directory.");
    }

    // FULL, not NORMAL: in WAL mode NORMAL may lose the last commits when the power fails (https://sqlite.org/pragma.html#pragma_synchronous).
    // A checkpoint every 16 MiB instead of every 4 takes its two fsyncs out of most saves; the limit gives the space of a burst back.
    private void Configure(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<string>("PRAGMA journal_mode=WAL") != "wal")
            throw new StoreException(StoreFault.Refused, $"The file system of {path} cannot share memory between connections, which SQLite's write-ahead log needs. Use a local disk.");
        connection.Execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000; PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192");
    }

    private string? Check(SqliteConnection connection)
    {
        if (new FileInfo(path).Length > LargestChecked)
            return $"The last process did not end cleanly. {path} is too large to be checked at every start; to check it: sqlite3 {path} 'PRAGMA quick_check'";
        var verdict = connection.ExecuteScalar<string>("PRAGMA quick_check(1)");
        return verdict == "ok" ? null : throw Damaged($"is damaged ({verdict})");
    }

    private StoreException Damaged(string how) => new(StoreFault.Refused, $"{path} {how}. {SqliteFaults.Mend(path)}");

    // Without pooling: a pooled connection outlives its Dispose and keeps the file open.
    internal static PreparingConnection Connect(string path, SqliteOpenMode mode)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, ForeignKeys = true, Pooling = false, DefaultTimeout = LongestWait };
        SqliteLibrary.Configure();
        var connection = new PreparingConnection(address.ToString());
        connection.Open();
        return connection;
    }
}
