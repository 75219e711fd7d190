using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker;

/// <summary>One pass over an installation: all its sources, then everything that is due to be told.</summary>
internal sealed class Pass(Installation installation)
{
    private const int SourcesAtOnce = 16;

    private static readonly TimeSpan LongestTrace = TimeSpan.FromMinutes(1);

    /// <param name="name">Only the source of this name; null for all.</param>
    /// <param name="dry">Look, but store nothing.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>One per source, in the order of the configuration.</returns>
    public async Task<IReadOnlyList<Scanned>> ScanAsync(string? name, bool dry, CancellationToken cancellation)
    {
        var scan = dry
            ? new Scan(new DryStore(installation.Database.Mentions), installation.Watch, installation.TellNow, installation.Time, NullLogger<Scan>.Instance)
            : installation.Scan;
        var sources = installation.Watch.Value.Sources.Where(source => name is null || source.Identity.Name == name).ToList();
        var scanned = new ConcurrentDictionary<SourceIdentity, Scanned>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = SourcesAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(sources, options, async (source, token) => scanned[source.Identity] = await scan.RunAsync(source, token));
        return [.. sources.Select(source => scanned[source.Identity])];
    }

    /// <summary>Finds out where the queued short links lead, for a minute at most; the rest stays queued.</summary>
    /// <returns>The mentions and matches gained.</returns>
    public Task<IReadOnlyList<RoutedMention>> TraceAsync(CancellationToken cancellation) => installation.LinkRound.RunAsync(LongestTrace, cancellation);

    /// <summary>Closes the digests that are due, or the one asked for, and sends until nothing is due.</summary>
    public async Task<Dispatched> TellAsync(string? digest, CancellationToken cancellation)
    {
        var watch = installation.Watch.Value;
        if (digest is null) await installation.Digests.CloseDueAsync(cancellation);
        else await installation.Digests.CloseNowAsync(watch.Digests.First(standing => standing.Name == digest), cancellation);
        var rounds = await Task.WhenAll(watch.Channels.Select(channel => installation.Dispatch.RunAsync(channel, cancellation)));
        return rounds.Aggregate(Dispatched.Nothing, (sum, round) => sum.Plus(round));
    }

    /// <summary>Reads the store and forgets every write.</summary>
    private sealed class DryStore(IMentionStore store) : IMentionStore
    {
        public Task<SourceMemory> RecallAsync(SourceIdentity source, CancellationToken cancellation) => store.RecallAsync(source, cancellation);

        public Task<IReadOnlySet<string>> UnknownAsync(SourceIdentity source, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
            store.UnknownAsync(source, ids, cancellation);

        public Task<IReadOnlySet<string>> EditedAsync(
            SourceIdentity source, IReadOnlyDictionary<string, ulong> prints, CancellationToken cancellation) =>
            store.EditedAsync(source, prints, cancellation);

        public Task<Saved> SaveAsync(Haul haul, CancellationToken cancellation) =>
            Task.FromResult(new Saved(haul.Documents.Count, haul.Mentions.Count, 0) { Edits = haul.Edits.Count });

        public Task<bool> RecordFaultAsync(SourceIdentity source, string? after, SourceException fault, DateTimeOffset at, DateTimeOffset due, CancellationToken cancellation) =>
            Task.FromResult(true);
    }
}
