using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Storing;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>The store in a schema of a PostgreSQL database, which any number of nodes share. Each has a data directory of its own.</summary>
public sealed class PostgresDatabase : IStoreDatabase
{
    private readonly DataDirectoryLock held;
    private readonly NpgsqlDataSource source;
    private readonly PostgresListening listening;
    private readonly NpgsqlDataSource schedule;
    private readonly PostgresWorkLeases leases;
    private readonly Outbox outbox;
    private readonly PostgresNodes nodes;
    private readonly LinkStore links;

    private PostgresDatabase(DataDirectoryLock held, NpgsqlDataSource source, PostgresAddress address, string node, PostgresTerms terms, TimeProvider time)
    {
        this.held = held;
        this.source = source;
        listening = new PostgresListening(source, address, terms.Pauses);
        Connections = new PostgresConnections(source, address, terms.AtWork, terms.Pauses, new Outage(terms.Log, terms.Pauses));
        var documents = new PostgresDocuments();
        links = new LinkStore(Connections, documents, terms.Clock, node, time);
        Mentions = new MentionStore(Connections, new PostgresSources(), documents, links, time);
        Digests = new DigestStore(Connections);
        Reader = new MentionReader(Connections);
        Retention = new Retention(Connections);
        Unclaimed = new Unclaimed(Connections);
        leases = new PostgresWorkLeases(Connections, terms.Clock, $"{node}/", time);
        Subscriptions = new SubscriptionStore(Connections);
        outbox = new Outbox(Connections, terms.Clock, node: $"{node}/");
        nodes = new PostgresNodes(Connections, terms.Clock, node, time);
        schedule = new NpgsqlDataSourceBuilder(address.Schedule).Build();
        Cluster = new Cluster(node, schedule);
    }

    public IMentionStore Mentions { get; }

    public IOutbox Outbox => outbox;

    public IDigestStore Digests { get; }

    public IMentionReader Reader { get; }

    public ILinkStore Links => links;

    public Retention Retention { get; }

    public Unclaimed Unclaimed { get; }

    public IWorkLeases Leases => leases;

    public INodes Nodes => nodes;

    public Cluster? Cluster { get; }

    public SubscriptionStore Subscriptions { get; }

    public IReadOnlyList<string> Warnings => [];

    /// <summary>Opens the database, waiting a while for a server that is away, and brings its schema up to date.</summary>
    /// <param name="connectionString">In Npgsql's form.</param>
    /// <param name="schema">Made when it is not there.</param>
    /// <param name="dataDirectory">This node's own; made when it is not there.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told when the database goes away and comes back.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="StoreException">Away, refused, another program's, or newer than this program.</exception>
    public static Task<PostgresDatabase> OpenAsync(
        string connectionString, string schema, string dataDirectory, TimeProvider time, ILogger log, CancellationToken cancellation) =>
        OpenAsync(PostgresAddress.Of(connectionString, schema), dataDirectory, new PostgresTerms { Log = log }, time, cancellation);

    public async Task<int> AbandonLeasesAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await nodes.LeaveAsync(cancellation);
        await leases.AbandonAsync(cancellation);
        await links.AbandonLeasesAsync(cancellation);
        return await outbox.AbandonLeasesAsync(now, cancellation);
    }

    public Task ListenAsync(Action<StoreNews> heard, CancellationToken cancellation) => listening.RunAsync(heard, cancellation);

    public async ValueTask DisposeAsync()
    {
        await schedule.DisposeAsync();
        await source.DisposeAsync();
        held.Dispose();
    }

    internal PostgresConnections Connections { get; }

    internal static async Task<PostgresDatabase> OpenAsync(
        PostgresAddress address, string dataDirectory, PostgresTerms terms, TimeProvider time, CancellationToken cancellation)
    {
        var directory = Path.GetFullPath(dataDirectory);
        var directoryLock = DataDirectoryLock.Take(directory);
        var pool = new NpgsqlDataSourceBuilder(address.Connection).Build();
        try
        {
            var migrations = new PostgresMigrations(terms.Migrations, time);
            var opening = new PostgresConnections(pool, address, terms.AtStart, terms.Pauses, new Outage(terms.Log, terms.Pauses));
            var installation = await opening.RepeatAsync(() => MigrateAsync(pool, migrations, address, cancellation), cancellation);
            return new PostgresDatabase(directoryLock, pool, address, new NodeFile(directory).Join(installation, address.Where), terms, time);
        }
        catch
        {
            await pool.DisposeAsync();
            directoryLock.Dispose();
            throw;
        }
    }

    private static async Task<string> MigrateAsync(
        NpgsqlDataSource source, PostgresMigrations migrations, PostgresAddress address, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await migrations.ApplyAsync(connection, address, cancellation);
    }
}

/// <summary>What only tests have otherwise.</summary>
internal sealed record PostgresTerms
{
    public LeaseClock Clock { get; init; } = LeaseClock.Postgres;

    public IReadOnlyList<Migration> Migrations { get; init; } = PostgresMigrations.Embedded;

    /// <summary>How long an opening waits: containers of one host start together.</summary>
    public TimeSpan AtStart { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a transaction is repeated: a failover takes some seconds, and whoever waits holds a fetch or a send.</summary>
    public TimeSpan AtWork { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock of the pauses between.</summary>
    public TimeProvider Pauses { get; init; } = TimeProvider.System;

    /// <summary>Told when the database goes away and comes back.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
