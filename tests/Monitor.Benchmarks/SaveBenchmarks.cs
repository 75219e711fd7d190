using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Columns;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Benchmarks;

/// <summary>
/// Saves hauls of 1,000 documents of some 500 characters, one transaction and one sync each: into a file at <c>synchronous=FULL</c>, and into the
/// PostgreSQL that <c>MONITOR_POSTGRES</c> names. Time and allocation are per document; the store grows by every iteration, as in life.
/// </summary>
[Config(typeof(EachIterationOneHaul))]
public class SaveBenchmarks
{
    private const int Documents = 1_000;

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SourceIdentity source = new("press", "feed");
    private readonly string folder = Directory.CreateTempSubdirectory("monitor-save-").FullName;
    private IStoreDatabase database = null!;
    private Haul haul = null!;
    private int next;

    [ParamsSource(nameof(Engines))]
    public string Engine { get; set; } = "sqlite";

    public static IEnumerable<string> Engines => Server is null ? ["sqlite"] : ["sqlite", "postgres"];

    /// <summary>How many of a thousand documents fit a query, are alerted to one recipient and go into one digest.</summary>
    [Params(0, 50, 1_000)]
    public int Mentions { get; set; }

    [GlobalSetup]
    public void Open() => database = OpenAsync().GetAwaiter().GetResult(); // the in-process toolchain does not await a setup

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [IterationSetup]
    public void Prepare()
    {
        Document[] documents = [.. Enumerable.Range(0, Documents).Select(_ => Make(next++))];
        haul = new Haul
        {
            Source = source,
            Cursor = new Cursor($"{next}"),
            At = Noon,
            Due = Noon.AddMinutes(10),
            Documents = documents,
            Mentions = [.. documents.Take(Mentions).Select(document => new RoutedMention(
                new Mention(document, [new Match("acme", [new Span(Field.Title, 0, 4, "acme"), new Span(Field.Body, 12, 4, "acme")])], Arrival.Fresh),
                [new Recipient("team-slack")],
                ["daily"]))],
        };
    }

    [Benchmark(OperationsPerInvoke = Documents)]
    public Task<Saved> SaveAsync() => database.Mentions.SaveAsync(haul, CancellationToken.None);

    private async Task<IStoreDatabase> OpenAsync() => Engine == "postgres"
        ? await PostgresDatabase.OpenAsync(Server!, $"benchmark_{Guid.NewGuid():N}", folder, TimeProvider.System, NullLogger.Instance, CancellationToken.None)
        : await SqliteDatabase.OpenAsync(folder, TimeProvider.System, CancellationToken.None);

    private static string? Server => Environment.GetEnvironmentVariable("MONITOR_POSTGRES");

    private Document Make(int number) => new()
    {
        Id = $"https://press.example.org/2026/03/02/{number}",
        Source = source,
        Url = $"https://press.example.org/2026/03/02/{number}",
        Title = $"Acme and the matter of number {number}",
        Body = string.Concat(Enumerable.Repeat($"Somebody of Acme wrote about {number} again. ", 10)),
        Author = new Author("Ann Other", "ann"),
        Language = "en",
        Tags = ["acme", "press"],
        Links = [new Link($"https://example.com/{number}")],
        Published = Noon,
        Seen = Noon,
        Fingerprint = (ulong)number * 0x9E37_79B9_7F4A_7C15,
    };

    private sealed class EachIterationOneHaul : ManualConfig
    {
        public EachIterationOneHaul()
        {
            AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithWarmupCount(20).WithIterationCount(100));
            AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default);
            AddColumn(StatisticColumn.OperationsPerSecond, StatisticColumn.Median, StatisticColumn.P95);
        }
    }
}
