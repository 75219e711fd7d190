using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>The pipeline over a real store, with a scripted source, a channel that writes down what it is told, and a virtual clock.</summary>
internal sealed class House : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-22T12:00:00Z");

    private readonly string directory;

    private House(SqliteDatabase database, VirtualClock clock, string directory)
    {
        Database = database;
        Clock = clock;
        this.directory = directory;
        Watch = new CurrentWatch(Plan());
        var outlook = new Outlook(database.Reader, Watch);
        Digests = new Digests(database.Digests, outlook, TellNow, clock, NullLogger<Digests>.Instance);
        Dispatch = new Dispatch(database.Outbox, new MessageWriter(outlook), clock, NullLogger<Dispatch>.Instance);
        Scan = new Scan(database.Mentions, Watch, TellNow, clock, NullLogger<Scan>.Instance);
    }

    public SqliteDatabase Database { get; }

    public VirtualClock Clock { get; }

    public CurrentWatch Watch { get; }

    public TellNow TellNow { get; } = new();

    public Scan Scan { get; }

    public Digests Digests { get; }

    public Dispatch Dispatch { get; }

    public ScriptedSource Source { get; } = new();

    public RecordingChannel Channel { get; } = new();

    public static async Task<House> OpenAsync(int perHour = 100, QuietHours? quiet = null)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-house-").FullName;
        var clock = new VirtualClock(Start);
        var database = await SqliteDatabase.OpenAsync(folder, clock, CancellationToken.None);
        var house = new House(database, clock, folder);
        house.Watch.Replace(house.Plan(perHour, quiet));
        return house;
    }

    /// <summary>One look at the source, which then shows these texts, each under its own id.</summary>
    public Task<Scanned> LookAsync(params string[] texts)
    {
        Source.Show(texts);
        return Scan.RunAsync(Watch.Value.Sources[0], CancellationToken.None);
    }

    public Task<Dispatched> TellAsync() => Dispatch.RunAsync(Watch.Value.Channels[0], CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private Watch Plan(int perHour = 100, QuietHours? quiet = null) => new(
        new StandingQueries([new StandingQuery(new Query("acme", QueryParser.Parse("acme").Expression!), "Acme", [new Recipient("team")], ["morning"])]),
        [new WatchedSource(Source, TimeSpan.FromMinutes(15))],
        [new TellingChannel(Channel, perHour, Burst: 3, quiet)],
        [new StandingDigest("morning", "team", new DigestTimes(new TimeOnly(8, 0), Enum.GetValues<DayOfWeek>().ToHashSet(), TimeZoneInfo.Utc), EvenEmpty: false)]);
}

/// <summary>A source that shows what a test says.</summary>
internal sealed class ScriptedSource(SourceIdentity? identity = null) : ISource
{
    private Func<Fetched> next = () => new Fetched([], new Cursor("0"));

    public SourceIdentity Identity { get; } = identity ?? new("press", "feed");

    public List<Cursor> Cursors { get; } = [];

    public void Show(params string[] texts) =>
        next = () => new Fetched([.. texts.Select(text => new Item { Id = text, Title = text, Url = $"https://example.org/{Uri.EscapeDataString(text)}" })], new Cursor($"{texts.Length}"));

    public void Show(params Item[] items) => next = () => new Fetched(items, new Cursor("items"));

    public void Show(Func<Fetched> answer) => next = answer;

    public Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        Cursors.Add(request.Cursor);
        return Task.FromResult(next());
    }
}

/// <summary>A channel that writes down what it is told, or fails as a test says.</summary>
internal sealed class RecordingChannel : IChannel
{
    public string Name => "team";

    public IReadOnlyList<string> Addresses { get; } = [""];

    public List<Message> Told { get; } = [];

    public Func<Message, string> Answer { get; set; } = _ => "ok";

    public IReadOnlyList<string> Titles =>
        [.. Told.Select(message => string.Join('+', Mentions(message).Select(mention => mention.Mention.Document.Title)))];

    public Task<string> ProbeAsync(CancellationToken cancellation) => Task.FromResult("ok");

    public Task<string> SendAsync(Message message, IProgress<string>? conversation, CancellationToken cancellation)
    {
        var answer = Answer(message);
        Told.Add(message);
        return Task.FromResult(answer);
    }

    private static IEnumerable<StoredMention> Mentions(Message message) => message switch
    {
        AlertMessage alert => alert.Mentions,
        DigestMessage digest => digest.Digest.Sections.SelectMany(section => section.Mentions),
        _ => [],
    };
}
