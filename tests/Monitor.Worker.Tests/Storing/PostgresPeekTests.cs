using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Tests.Storing;

public sealed class PostgresPeekTests : IAsyncLifetime
{
    private readonly PostgresEngine engine = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact]
    public async Task Documents_are_read_beside_the_nodes_that_share_the_store()
    {
        var address = await PostgresServer.RequireAsync();
        Assert.Empty(await PostgresDatabase.PeekAsync(address, engine.Schema, 10, default));
        await using var database = await engine.OpenAsync(TimeProvider.System);
        await database.Mentions.SaveAsync(Sample.Haul(Sample.Document("a"), Sample.Document("b")), default);

        Assert.Equal(["b"], (await PostgresDatabase.PeekAsync(address, engine.Schema, 1, default)).Select(document => document.Id));
    }

    [Fact]
    public async Task A_server_that_is_away_shows_nothing() =>
        Assert.Empty(await PostgresDatabase.PeekAsync("Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none", "monitor", 10, default));
}
