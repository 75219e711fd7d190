using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Storing;
using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>The store of a schema, read beside its nodes.</summary>
internal sealed class PostgresReader : IStoreReader
{
    private readonly NpgsqlDataSource source;
    private readonly PostgresConnections connections;

    private PostgresReader(NpgsqlDataSource source, PostgresConnections connections)
    {
        this.source = source;
        this.connections = connections;
        Mentions = new MentionReader(connections);
    }

    public IMentionReader Mentions { get; }

    public Task<IReadOnlyList<UnclaimedWork>> UnclaimedAsync(Claims claims, DateTimeOffset now, CancellationToken cancellation) => Unclaimed.LookAsync(connections, claims, now, cancellation);

    /// <exception cref="StoreException">Away, refused, another program's, or its schema is not this program's.</exception>
    public static async Task<PostgresReader> OpenAsync(string connectionString, string schema, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        (await SchemaOfAsync(connectionString, schema, patience, time, cancellation)).RequireUpToDate();
        var address = PostgresAddress.Of(connectionString, schema);
        var pool = new NpgsqlDataSourceBuilder(address.Connection).Build();
        return new PostgresReader(pool, new PostgresConnections(pool, address, patience, time, new Outage(NullLogger.Instance, time)));
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>How far the schema is.</summary>
    /// <exception cref="StoreException">Away, refused, or another program's.</exception>
    public static async Task<StoreSchema> SchemaOfAsync(string connectionString, string schema, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        var address = PostgresAddress.Of(connectionString, schema);
        await using var pool = new NpgsqlDataSourceBuilder(address.Connection).Build();
        var current = await new PostgresConnections(pool, address, patience, time, new Outage(NullLogger.Instance, time)).ReadAsync(
            transaction => PostgresMigrations.CurrentAsync(transaction, address, cancellation), cancellation);
        return new StoreSchema(address.Where, current, PostgresMigrations.Embedded);
    }
}
