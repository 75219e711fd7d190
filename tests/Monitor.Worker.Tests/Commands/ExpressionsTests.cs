using Monitor.Core.Fetching;
using Monitor.Worker.Commands;
using Monitor.Worker.Configuration;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Commands;

/// <summary>What the queries of a configuration are tried on.</summary>
public sealed class ExpressionsTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Documents_are_read_beside_the_service_that_holds_the_file()
    {
        Assert.Empty(await StoredAsync(new StoreOptions()));
        await using var database = await SqliteDatabase.OpenAsync(folder.Path, TimeProvider.System, default);

        await AssertReadAsync(database, new StoreOptions());
    }

    [Fact]
    public async Task Documents_are_read_beside_the_nodes_that_share_the_store()
    {
        var server = await PostgresServer.RequireAsync();
        await using var engine = new PostgresEngine();
        var store = Postgres(server, engine.Schema);
        Assert.Empty(await StoredAsync(store));
        await using var database = await engine.OpenAsync(TimeProvider.System);

        await AssertReadAsync(database, store);
    }

    [Fact]
    public async Task A_store_that_does_not_read_or_a_server_that_is_away_shows_nothing()
    {
        await File.WriteAllTextAsync(folder.File("monitor.db"), "This is no database, however one looks at it.", TestContext.Current.CancellationToken);

        Assert.Empty(await StoredAsync(new StoreOptions()));
        Assert.Empty(await StoredAsync(Postgres("Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none", "monitor")));
    }

    private async Task AssertReadAsync(IStoreDatabase database, StoreOptions store)
    {
        var now = TimeProvider.System.GetUtcNow();
        await database.Mentions.SaveAsync(Sample.Haul(Sample.Document("old", seen: now.AddDays(-40)), Sample.Document("new", seen: now.AddDays(-1))), default);

        Assert.Equal(["new"], await StoredAsync(store));
    }

    private static StoreOptions Postgres(string server, string schema) => new() { Engine = "postgres", ConnectionString = new Secret(server), Schema = schema };

    private async Task<IEnumerable<string>> StoredAsync(StoreOptions store)
    {
        var options = new MonitorOptions { DataDirectory = folder.Path, Store = store };
        return (await Expressions.StoredAsync(new MonitorSettings(options, null, folder.Path), TimeProvider.System, default)).Select(document => document.Id);
    }
}
