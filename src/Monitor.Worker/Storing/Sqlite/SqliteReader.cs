using System.Data.Common;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>The database of a data directory that another process may hold: its write-ahead log lets others read beside its writer.</summary>
internal sealed class SqliteReader : IStoreReader, IStoreReading
{
    private readonly SqliteConnection connection;
    private readonly string path;

    private SqliteReader(SqliteConnection connection, string path)
    {
        this.connection = connection;
        this.path = path;
        Mentions = new MentionReader(this);
    }

    public IMentionReader Mentions { get; }

    public Task<IReadOnlyList<UnclaimedWork>> UnclaimedAsync(Claims claims, DateTimeOffset now, CancellationToken cancellation) => Unclaimed.LookAsync(this, claims, now, cancellation);

    /// <exception cref="StoreException">There is none, it is damaged, or its schema is not this program's.</exception>
    public static SqliteReader Open(string dataDirectory)
    {
        var file = SqliteFile.In(dataDirectory);
        return Ask(file, () =>
        {
            var reader = new SqliteFile(file).OpenStranger();
            try
            {
                SchemaOf(reader, file).RequireUpToDate();
                return new SqliteReader(reader, file);
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        });
    }

    /// <summary>How far the schema of a data directory is.</summary>
    /// <exception cref="StoreException">What is there is damaged, or another program's.</exception>
    public static StoreSchema SchemaOf(string dataDirectory)
    {
        var file = SqliteFile.In(dataDirectory);
        if (!File.Exists(file)) return new StoreSchema(file, 0, SqliteMigrations.Embedded);
        return Ask(file, () =>
        {
            using var reader = new SqliteFile(file).OpenStranger();
            return SchemaOf(reader, file);
        });
    }

    public async Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = Begin();
            return await work(transaction);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, path);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // Deferred: the asynchronous beginning is immediate, which a connection that only reads may not be.
    private SqliteTransaction Begin() => connection.BeginTransaction(deferred: true);

    private static StoreSchema SchemaOf(SqliteConnection reader, string file) => new(file, SqliteMigrations.Current(reader), SqliteMigrations.Embedded);

    private static T Ask<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, file);
        }
    }
}
