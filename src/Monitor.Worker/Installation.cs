using Monitor.Core.Matching;
using Monitor.Core.Storing;
using Monitor.Sources.Http;
using Monitor.Sources.Links;
using Monitor.Worker.Configuration;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Receiving;
using Monitor.Worker.Storing;

namespace Monitor.Worker;

/// <summary>One configuration opened: store, gate and pipeline, wired by hand. Whoever opens it disposes it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>The words of so many documents say which words are rare here.</summary>
    private const int MostCounted = 2_000;

    private readonly WebGate gate;
    private bool takesPushes;

    private Installation(MonitorSettings settings, IStoreDatabase database, WebGate gate, TimeProvider time, ILoggerFactory logs)
    {
        this.gate = gate;
        Settings = settings;
        Database = database;
        Time = time;
        Watch = new CurrentWatch(WatchAssembly.Build(settings, gate, time));
        TellNow = new TellNow();
        Outlook = new Outlook(database.Reader, Watch);
        Writer = new MessageWriter(Outlook);
        Digests = new Digests(database.Digests, Outlook, TellNow, time, logs.CreateLogger<Digests>());
        Dispatch = new Dispatch(database.Outbox, Writer, time, logs.CreateLogger<Dispatch>());
        Scan = new Scan(database.Mentions, Watch, TellNow, time, logs.CreateLogger<Scan>());
        TraceLinks = new TraceLinks(database.Links, new LinkResolver(gate, time), Watch, time, logs.CreateLogger<TraceLinks>());
        MatchAgain = new MatchAgain(database.Links, Watch, TellNow, time, logs.CreateLogger<MatchAgain>());
        LinkRound = new LinkRound(TraceLinks, MatchAgain, time);
    }

    public MonitorSettings Settings { get; }

    public IStoreDatabase Database { get; }

    public IWebGate Gate => gate;

    public TimeProvider Time { get; }

    public CurrentWatch Watch { get; }

    public TellNow TellNow { get; }

    public ConfigurationNews ConfigurationNews { get; } = new();

    public Outlook Outlook { get; }

    public MessageWriter Writer { get; }

    public Digests Digests { get; }

    public Dispatch Dispatch { get; }

    public Scan Scan { get; }

    public TraceLinks TraceLinks { get; }

    public MatchAgain MatchAgain { get; }

    public LinkRound LinkRound { get; }

    /// <exception cref="StoreException">The data directory or the database cannot be used.</exception>
    public static async Task<Installation> OpenAsync(MonitorSettings settings, TimeProvider time, ILoggerFactory logs, CancellationToken cancellation)
    {
        if (settings.Options.Store.Engine == "postgres") time = new SharedClock(time);
        var database = await new ConfiguredStore(settings.Options, time) { Log = logs.CreateLogger("Monitor.Worker.Storing") }.OpenAsync(cancellation);
        await database.AbandonLeasesAsync(time.GetUtcNow(), cancellation);
        return new Installation(settings, database, WatchAssembly.OpenGate(settings.Options, time), time, logs);
    }

    /// <summary>Takes a changed configuration over. What needs a restart (store, listening address) stays as it was.</summary>
    public async Task ReplaceAsync(MonitorSettings settings, CancellationToken cancellation) =>
        Watch.Replace(Pushed(WatchAssembly.Build(settings, gate, Time, await CensusAsync(cancellation))));

    /// <summary>
    /// Has the queries wait for words that are rare in what is stored. Not when opening: 2,000 documents take about a tenth of a second,
    /// and until then rarity is guessed.
    /// </summary>
    public async Task CountWordsAsync(CancellationToken cancellation)
    {
        var watch = Watch.Value;
        Watch.Replace(watch with { Queries = watch.Queries.Knowing(await CensusAsync(cancellation)) });
    }

    /// <summary>From now on what sources declare about pushes is taken up: for the service alone, as nobody else can be called back.</summary>
    public void TakePushes()
    {
        takesPushes = true;
        Watch.Replace(Pushed(Watch.Value));
    }

    private Watch Pushed(Watch watch) => !takesPushes ? watch : watch with
    {
        Sources = [.. watch.Sources.Select(watched => watched with { Source = new PushedSource(watched.Source, watched.Every, Database, Time) })],
    };

    private async Task<WordCensus> CensusAsync(CancellationToken cancellation)
    {
        var census = new WordCensus();
        foreach (var document in await Database.Reader.RecentAsync(MostCounted, cancellation)) census.Count(document);
        return census;
    }

    public async ValueTask DisposeAsync()
    {
        TellNow.Dispose();
        gate.Dispose();
        await Database.DisposeAsync();
    }
}
