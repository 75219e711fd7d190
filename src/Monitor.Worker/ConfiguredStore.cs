using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Storing;
using Monitor.Worker.Configuration;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker;

/// <summary>The store that a configuration names: the one place that chooses between the engines.</summary>
internal sealed class ConfiguredStore(MonitorOptions options, TimeProvider time)
{
    /// <summary>The server's connection string; null for SQLite.</summary>
    public string? Server { get; } = options.Store.Engine == "postgres" ? options.Store.ConnectionString?.Reveal() : null;

    /// <summary>How long a reader waits for a server that is away.</summary>
    public TimeSpan Patience { get; init; } = new PostgresTerms().AtWork;

    /// <summary>Told when the database goes away and comes back.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Opens the store for one process to work with, and brings its schema up to date.</summary>
    /// <exception cref="StoreException">The data directory or the database cannot be used.</exception>
    public async Task<IStoreDatabase> OpenAsync(CancellationToken cancellation) => Server is { } server
        ? await PostgresDatabase.OpenAsync(server, options.Store.Schema, options.DataDirectory, time, Log, cancellation)
        : await SqliteDatabase.OpenAsync(options.DataDirectory, time, cancellation);

    /// <summary>Opens the store to be read, whoever works with it.</summary>
    /// <exception cref="StoreException">There is none, it cannot be used, or its schema is not this program's.</exception>
    public async Task<IStoreReader> OpenReaderAsync(CancellationToken cancellation) => Server is { } server
        ? await PostgresReader.OpenAsync(server, options.Store.Schema, Patience, time, cancellation)
        : SqliteReader.Open(options.DataDirectory);

    /// <exception cref="StoreException">What is there cannot be used.</exception>
    public async Task<StoreSchema> SchemaAsync(CancellationToken cancellation) => Server is { } server
        ? await PostgresReader.SchemaOfAsync(server, options.Store.Schema, Patience, time, cancellation)
        : SqliteReader.SchemaOf(options.DataDirectory);
}
