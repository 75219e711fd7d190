using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>The store in one SQLite file, <c>monitor.db</c> in the data directory, which one process holds at a time.</summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly DataDirectoryLock held;
    private readonly Outbox outbox;
    private readonly LinkStore links;

    private SqliteDatabase(DataDirectoryLock held, SqliteConnections connections, IReadOnlyList<string> warnings, TimeProvider time)
    {
        this.held = held;
        Connections = connections;
        Warnings = warnings;
        Mentions = new MentionStore(connections, time);
        Digests = new DigestStore(connections);
        Reader = new MentionReader(connections);
        links = new LinkStore(connections);
        Retention = new Retention(connections);
        outbox = new Outbox(connections);
    }

    public IMentionStore Mentions { get; }

    public IOutbox Outbox => outbox;

    public IDigestStore Digests { get; }

    public IMentionReader Reader { get; }

    public ILinkStore Links => links;

    public Retention Retention { get; }

    /// <summary>What opening found worth a line in the log.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Opens the database, makes it when there is none, and brings its schema up to date.</summary>
    /// <param name="dataDirectory">Made when it is not there.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the opening between two steps.</param>
    /// <exception cref="StoreException">Held by another process, not writable, damaged, foreign, or newer than this program.</exception>
    public static Task<SqliteDatabase> OpenAsync(string dataDirectory, TimeProvider time, CancellationToken cancellation) =>
        OpenAsync(dataDirectory, new Migrations(Migrations.Embedded, time), time, cancellation);

    /// <summary>
    /// Takes every message's lease from its earlier owner: to be called once at start, before anything is leased. As this process
    /// holds the data directory no earlier owner lives. What was leased was perhaps sent: it is due at once, as uncertain. Links that
    /// were being asked about are asked about again.
    /// </summary>
    /// <returns>How many messages it concerned.</returns>
    public async Task<int> AbandonLeasesAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await links.AbandonLeasesAsync(cancellation);
        return await outbox.AbandonLeasesAsync(now, cancellation);
    }

    /// <summary>Lets the work under way end, closes the file and gives the data directory free.</summary>
    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        held.Dispose();
    }

    internal SqliteConnections Connections { get; }

    internal static Task<SqliteDatabase> OpenAsync(string dataDirectory, Migrations migrations, TimeProvider time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = Path.Combine(Path.GetFullPath(dataDirectory), "monitor.db");
        var directory = DataDirectoryLock.Take(Path.GetDirectoryName(path)!);
        try
        {
            var file = new SqliteFile(path);
            var (writer, warnings) = file.Open(migrations);
            return Task.FromResult(new SqliteDatabase(directory, new SqliteConnections(file, writer, path), warnings, time));
        }
        catch (SqliteException error)
        {
            directory.Dispose();
            throw SqliteFaults.Explain(error, path);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }
}
