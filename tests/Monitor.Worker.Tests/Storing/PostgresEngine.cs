using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Tests.Storing;

/// <summary>
/// PostgreSQL in a schema of its own. The suite speaks of one clock, the test's, so that counts here; what the database's own clock is for
/// is in <see cref="SeveralNodesTests"/>.
/// </summary>
public sealed class PostgresEngine : IStoreEngine
{
    private readonly ScratchFolder folder = new();

    internal string Schema { get; } = $"test_{Guid.NewGuid():N}";

    public async Task<IStoreDatabase> OpenAsync(TimeProvider time) => await OpenAsync(time, new PostgresTerms { Clock = LeaseClock.Caller });

    public async Task<IStoreReader> OpenReaderAsync(TimeProvider time) =>
        await PostgresReader.OpenAsync(await PostgresServer.RequireAsync(), Schema, TimeSpan.Zero, time, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await PostgresServer.AskAsync<int>($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
    }

    /// <param name="time">The node's clock.</param>
    /// <param name="terms">How the database is opened.</param>
    /// <param name="directory">The node's data directory; null for the first node.</param>
    /// <param name="address">Another way to the server; null for the direct one.</param>
    internal async Task<PostgresDatabase> OpenAsync(TimeProvider time, PostgresTerms terms, string? directory = null, string? address = null) =>
        await PostgresDatabase.OpenAsync(
            PostgresAddress.Of(address ?? await PostgresServer.RequireAsync(), Schema), directory ?? folder.Path, terms, time, TestContext.Current.CancellationToken);
}
