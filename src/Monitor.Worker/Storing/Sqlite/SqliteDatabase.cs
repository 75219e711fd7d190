using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>The store in one SQLite file, <c>monitor.db</c> in the data directory, which one process holds at a time.</summary>
public sealed class SqliteDatabase : IStoreDatabase
{
    private readonly DataDirectoryLock held;
    private readonly Outbox outbox;
    private readonly SoleNode node;
    private readonly LinkStore links;

    private SqliteDatabase(DataDirectoryLock held, SqliteConnections connections, IReadOnlyList<string> warnings, TimeProvider time)
    {
        this.held = held;
        Connections = connections;
        Warnings = warnings;
        var documents = new SqliteDocuments();
        links = new LinkStore(connections, documents, LeaseClock.Caller, node: "", time);
        Mentions = new MentionStore(connections, new SqliteSources(), documents, links, time);
        Digests = new DigestStore(connections);
        Reader = new MentionReader(connections);
        Retention = new Retention(connections);
        Unclaimed = new Unclaimed(connections);
        node = new SoleNode(time);
        Subscriptions = new SubscriptionStore(connections);
        outbox = new Outbox(connections, LeaseClock.Caller, node: "");
    }

    public IMentionStore Mentions { get; }

    public IOutbox Outbox => outbox;

    public IDigestStore Digests { get; }

    public IMentionReader Reader { get; }

    public ILinkStore Links => links;

    public Retention Retention { get; }

    public Unclaimed Unclaimed { get; }

    public IWorkLeases Leases => node;

    public INodes Nodes => node;

    public Cluster? Cluster => null;

    public SubscriptionStore Subscriptions { get; }

    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Opens the database, makes it when there is none, and brings its schema up to date.</summary>
    /// <param name="dataDirectory">Made when it is not there.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the opening between two steps.</param>
    /// <exception cref="StoreException">Held by another process, not writable, damaged, foreign, or newer than this program.</exception>
    public static Task<SqliteDatabase> OpenAsync(string dataDirectory, TimeProvider time, CancellationToken cancellation) =>
        OpenAsync(dataDirectory, new SqliteMigrations(SqliteMigrations.Embedded, time), time, cancellation);

    public async Task<int> AbandonLeasesAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await links.AbandonLeasesAsync(cancellation);
        return await outbox.AbandonLeasesAsync(now, cancellation);
    }

    /// <summary>Nobody else stores anything here.</summary>
    public Task ListenAsync(Action<StoreNews> heard, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Lets the work under way end, closes the file and gives the data directory free.</summary>
    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        held.Dispose();
    }

    internal SqliteConnections Connections { get; }

    internal static Task<SqliteDatabase> OpenAsync(string dataDirectory, SqliteMigrations migrations, TimeProvider time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = SqliteFile.In(dataDirectory);
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
