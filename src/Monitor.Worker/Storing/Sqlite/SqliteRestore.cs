using System.Globalization;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <param name="From">The schema's number in the backup.</param>
/// <param name="To">Its number now.</param>
/// <param name="Aside">The database that was there before; null when there was none.</param>
internal sealed record Restored(int From, int To, string? Aside);

/// <summary>Puts a backup in the place of a store. Nothing of what is there is touched before the backup has proved good.</summary>
internal sealed class SqliteRestore(string dataDirectory, SqliteMigrations migrations, TimeProvider time)
{
    private readonly string store = SqliteFile.In(dataDirectory);

    /// <param name="file">The backup.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Breaks off; the store is as before.</param>
    /// <exception cref="StoreException">The service runs, or the file is no backup, damaged, or newer than this program.</exception>
    public Restored Run(string file, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (!File.Exists(file)) throw Refused($"There is no file {file}.");
        using var held = DataDirectoryLock.Take(Path.GetDirectoryName(store)!);
        var draft = $"{store}.restoring";
        try
        {
            var from = Read(file, draft, progress, cancellation);
            new SqliteFile(draft).Open(migrations).Writer.Dispose();
            File.Move(draft, SqliteFile.RestoredOf(store), overwrite: true);
            return new Restored(from, migrations.Latest, Replace());
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 11 or 26)
        {
            throw Damaged(file, error.Message, error);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, error.SqliteErrorCode == 14 ? file : store);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refused($"{file} cannot be restored into {store}: {error.Message}", error);
        }
        finally
        {
            foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"]) File.Delete($"{draft}{suffix}");
        }
    }

    private int Read(string file, string draft, IProgress<double>? progress, CancellationToken cancellation)
    {
        int from;
        using (var source = Open(file))
        {
            from = SqliteMigrations.Current(source);
            Migration.RefuseNewer(from, migrations.Latest, file);
            if (from == 0) throw Refused($"{file} is no backup of this program: it has no schema.");
            SqliteSnapshot.Write(source, draft, progress, cancellation);
        }

        return SqliteSnapshot.Problem(draft) is { } problem ? throw Damaged(file, problem) : from;
    }

    // Of a store these words would name the wrong mend: the file is only to be read.
    private static SqliteConnection Open(string file)
    {
        try
        {
            return new SqliteFile(Path.GetFullPath(file)).OpenStranger();
        }
        catch (StoreException stranger)
        {
            throw Refused($"{file} is no backup of this program: it is empty, or another program's database. Nothing was changed; take another backup.", stranger);
        }
    }

    private string? Replace()
    {
        var aside = File.Exists(store) ? string.Create(CultureInfo.InvariantCulture, $"{store}.replaced-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}") : null;
        if (aside is not null) File.Move(store, aside);
        new SqliteFile(store).FinishRestore();
        return aside;
    }

    private static StoreException Damaged(string file, string problem, Exception? inner = null) =>
        Refused($"{file} is damaged or no database: {problem} Nothing was changed; take another backup.", inner);

    private static StoreException Refused(string message, Exception? inner = null) => new(StoreFault.Refused, message, inner);
}
