using Monitor.Core.Delivering;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Sources;
using Monitor.Sources.Http;
using Monitor.Worker.Configuration;
using Monitor.Worker.Delivering;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker;

/// <summary>Turns checked options into the things they name.</summary>
internal static class WatchAssembly
{
    /// <summary>The machine's own resolver, which lives as long as the process.</summary>
    public static SystemResolver Resolver { get; } = new();

    /// <param name="settings">What is asked for.</param>
    /// <param name="gate">What sources and channels connect through.</param>
    /// <param name="time">The clock.</param>
    /// <param name="census">Which words are rare among the documents stored here; null to guess.</param>
    public static Watch Build(MonitorSettings settings, IWebGate gate, TimeProvider time, WordCensus? census = null)
    {
        var options = settings.Options;
        var channels = Channels(settings, gate, time);
        var queries = Queries(options, channels, census);
        return new Watch(
            queries,
            Sources(settings, gate, time),
            channels,
            [.. options.Digests.Select(digest => Digest(digest, options))])
        {
            Links = Links(options.Links) with { Homes = queries.Homes },
            Options = OptionsFingerprint.Of(options),
            Resting = [.. options.Channels.Where(channel => !channel.Enabled).Select(channel => channel.Name)],
        };
    }

    /// <summary>For whom something may wait under this configuration.</summary>
    public static Claims ClaimsOf(MonitorSettings settings, TimeProvider time)
    {
        using var gate = OpenGate(settings.Options, time);
        var options = settings.Options;
        return new Claims(
            [.. Channels(settings, gate, time).SelectMany(channel => channel.Recipients)],
            [.. options.Channels.Where(channel => !channel.Enabled).Select(channel => channel.Name)],
            [.. options.Digests.Select(digest => digest.Name)]);
    }

    public static LinkRules Links(LinksOptions options) => new()
    {
        Resolve = options.Resolve,
        Shorteners = new Shorteners(options.Shorteners, options.Guess),
        Pace = options.Pace,
        Keep = options.Keep,
    };

    public static WebGate OpenGate(MonitorOptions options, TimeProvider time, IHostResolver? resolver = null) => new(
        new GateOptions
        {
            AllowPrivate = options.Network.AllowPrivate,
            Timeout = options.Network.Timeout,
            MaxBytes = (int)options.Network.MaxBytes,
            PerHost = options.Network.PerHost,
            Proxy = options.Network.Proxy,
            UserAgent = GateOptions.Agent(options.Contact),
        },
        time,
        resolver ?? Resolver);

    private static List<WatchedSource> Sources(MonitorSettings settings, IWebGate gate, TimeProvider time)
    {
        var tools = new SourceTools(gate, time, settings.Directory);
        return
        [
            .. from block in settings.Options.Sources
               where block.Enabled
               from source in SourceCatalog.Find(block.Type)!.Open(block, tools)
               select new WatchedSource(source, block.Every, block.Language ?? ""),
        ];
    }

    private static List<TellingChannel> Channels(MonitorSettings settings, IWebGate gate, TimeProvider time)
    {
        var options = settings.Options;
        return
        [
            .. from block in options.Channels
               where block.Enabled
               let tools = new ChannelTools(gate, time, block.Language ?? options.Language, options.TimeZone, options.BaseUrl, settings.Directory)
               let quiet = block.Quiet is null ? null : QuietHours.Parse(block.Quiet, options.TimeZone)
               select new TellingChannel(ChannelCatalog.Find(block.Type)!.Open(block, tools), block.PerHour, block.Burst, quiet),
        ];
    }

    private static StandingQueries Queries(MonitorOptions options, List<TellingChannel> channels, WordCensus? census) => new(
    [
        .. from query in options.Queries
           where query.Enabled
           select new StandingQuery(
               new Query(query.Name, QueryParser.Parse(query.Expression).Expression!, query.Sources),
               query.Title ?? query.Name,
               [.. channels.Where(channel => query.Alert.Contains(channel.Channel.Name, StringComparer.Ordinal)).SelectMany(channel => channel.Recipients)],
               query.Digest),
    ], census);

    private static StandingDigest Digest(DigestOptions digest, MonitorOptions options) => new(
        digest.Name,
        digest.Channel,
        new DigestTimes(digest.At, Enum.GetValues<DayOfWeek>().Where(digest.Days.Contains).ToHashSet(), digest.TimeZone ?? options.TimeZone),
        digest.WhenEmpty == WhenEmpty.Send);
}
