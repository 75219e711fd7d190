using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>A whole copy of a store in one file, made beside the service: checked before it gets its name.</summary>
internal static class SqliteBackup
{
    /// <param name="dataDirectory">Of the store.</param>
    /// <param name="file">The copy.</param>
    /// <param name="force">Replace a file of that name.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Breaks off; nothing of the copy remains.</param>
    /// <exception cref="StoreException">The store cannot be read, the file is there or cannot be written, or the copy is damaged as its original is.</exception>
    public static void Write(string dataDirectory, string file, bool force, IProgress<double>? progress, CancellationToken cancellation)
    {
        var (store, target) = (SqliteFile.In(dataDirectory), Path.GetFullPath(file));
        if (target == store) throw Refused($"{file} is the store itself. Give the backup another name.");
        if (File.Exists(target) && !force) throw Refused($"{file} is there already. Give the backup another name, or replace it with --force.");
        if (Directory.Exists(target)) throw Refused($"{file} is a directory. Give the backup a name in it, such as {Path.Combine(file, "monitor-backup.db")}.");
        var draft = $"{target}.{Guid.NewGuid():N}.new";
        try
        {
            using (var source = new SqliteFile(store).OpenStranger()) SqliteSnapshot.Write(source, draft, progress, cancellation);
            if (SqliteSnapshot.Problem(draft) is { } problem) throw Refused($"{store} is damaged: {problem}. No backup was made of it. {SqliteFaults.Mend(store)}");
            File.Move(draft, target, force);
        }
        catch (SqliteException error)
        {
            throw error.SqliteErrorCode switch
            {
                13 => Refused($"{file} cannot be written: there is no space left for it, and it needs as much as the store. Make room, or name another place.", error),
                8 or 14 => Refused($"{file} cannot be written by user {Environment.UserName}. Is there the directory, and the right to write in it?", error),
                _ => SqliteFaults.Explain(error, store),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refused($"{file} cannot be written: {error.Message}", error);
        }
        finally
        {
            if (File.Exists(draft)) File.Delete(draft);
        }
    }

    private static StoreException Refused(string message, Exception? inner = null) => new(StoreFault.Refused, message, inner);
}
