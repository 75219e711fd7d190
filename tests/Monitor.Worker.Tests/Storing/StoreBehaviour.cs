using Monitor.Testing;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>What every test of the behavioural suite starts from: an empty store and a clock that stands still.</summary>
public abstract class StoreBehaviour<TEngine> : IAsyncLifetime
    where TEngine : IStoreEngine, new()
{
    private readonly TEngine engine = new();

    protected VirtualClock Clock { get; } = new(Sample.Noon);

    protected IStoreDatabase Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await engine.OpenAsync(Clock);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store as a command does beside the service.</summary>
    protected Task<IStoreReader> ReadBesideAsync() => engine.OpenReaderAsync(Clock);

    /// <summary>Closes the store and opens it again, as a new process does.</summary>
    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await engine.OpenAsync(Clock);
    }
}
