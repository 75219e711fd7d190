using Monitor.Core.Storing;
using Monitor.Sources.Http;
using Monitor.Worker.Configuration;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker;

/// <summary>One configuration opened: store, gate and pipeline, wired by hand. Whoever opens it disposes it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly WebGate gate;

    private Installation(MonitorSettings settings, IStoreDatabase database, WebGate gate, TimeProvider time, ILoggerFactory logs)
    {
        this.gate = gate;
        Settings = settings;
        Database = database;
        Time = time;
        Watch = new CurrentWatch(WatchAssembly.Build(settings, gate, time));
        TellNow = new TellNow();
        Writer = new MessageWriter(database.Reader, Watch);
        Digests = new Digests(database.Digests, Watch, TellNow, time, logs.CreateLogger<Digests>());
        Dispatch = new Dispatch(database.Outbox, Writer, time, logs.CreateLogger<Dispatch>());
        Scan = new Scan(database.Mentions, Watch, TellNow, time, logs.CreateLogger<Scan>());
    }

    public MonitorSettings Settings { get; }

    public IStoreDatabase Database { get; }

    public IWebGate Gate => gate;

    public TimeProvider Time { get; }

    public CurrentWatch Watch { get; }

    public TellNow TellNow { get; }

    public MessageWriter Writer { get; }

    public Digests Digests { get; }

    public Dispatch Dispatch { get; }

    public Scan Scan { get; }

    /// <exception cref="StoreException">The data directory or the database cannot be used.</exception>
    public static async Task<Installation> OpenAsync(MonitorSettings settings, TimeProvider time, ILoggerFactory logs, CancellationToken cancellation)
    {
        var database = await new ConfiguredStore(settings.Options, time).OpenAsync(cancellation);
        await database.AbandonLeasesAsync(time.GetUtcNow(), cancellation);
        return new Installation(settings, database, WatchAssembly.OpenGate(settings.Options, time), time, logs);
    }

    /// <summary>Takes a changed configuration over. What needs a restart (store, listening address) stays as it was.</summary>
    public void Replace(MonitorSettings settings) => Watch.Replace(WatchAssembly.Build(settings, gate, Time));

    public async ValueTask DisposeAsync()
    {
        TellNow.Dispose();
        gate.Dispose();
        await Database.DisposeAsync();
    }
}
