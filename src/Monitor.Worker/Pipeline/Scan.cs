using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>
/// One look at one source, from the wire to the store. What it brings is saved in one transaction with the cursor: a crash before it
/// repeats the fetch, a crash after it repeats nothing.
/// </summary>
public sealed partial class Scan(IMentionStore store, CurrentWatch watch, TellNow tellNow, TimeProvider time, ILogger<Scan> log)
{
    // An item dated this long before the last look was not written since: it turned up late.
    private static readonly TimeSpan LateAfter = TimeSpan.FromDays(1);

    public async Task<Scanned> RunAsync(WatchedSource watched, CancellationToken cancellation)
    {
        var watching = watch.Value;
        var queries = watching.Queries;
        var memory = await store.RecallAsync(watched.Identity, cancellation);
        var began = time.GetTimestamp();
        try
        {
            var fetched = await watched.Source.FetchAsync(new FetchRequest(memory.Cursor, queries.PlanFor(watched.Identity)), cancellation);
            var items = await OnlyNewAsync(watched.Identity, fetched.Items, cancellation);
            var documents = Normalize(items, watched);
            var mentions = Match(documents, queries, memory);
            var haul = Haul(watched, fetched, documents, mentions) with { OpenLinks = OpenLinksOf(documents, mentions, watching, memory) };
            var saved = await store.SaveAsync(haul, cancellation);
            PipelineMeter.Looked(watched.Identity, time.GetElapsedTime(began), haul, fetched.Items.Count, saved);
            return Told(watched, haul, saved);
        }
        catch (SourceException fault)
        {
            PipelineMeter.Failed(watched.Identity, time.GetElapsedTime(began), fault.Fault);
            return await FailedAsync(watched, memory, fault, cancellation);
        }
    }

    private async Task<IReadOnlyList<Item>> OnlyNewAsync(SourceIdentity source, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        if (items.Count == 0) return items;
        var unknown = await store.UnknownAsync(source, [.. items.Select(item => item.Id)], cancellation);
        return [.. items.Where(item => unknown.Contains(item.Id)).DistinctBy(item => item.Id, StringComparer.Ordinal)];
    }

    private List<Document> Normalize(IReadOnlyList<Item> items, WatchedSource watched)
    {
        var seen = time.GetUtcNow();
        return [.. items.Select(item => Normalizer.Normalize(item, watched.Identity, seen, watched.Language))];
    }

    private static List<RoutedMention> Match(List<Document> documents, StandingQueries queries, SourceMemory memory)
    {
        var mentions = new List<RoutedMention>();
        foreach (var document in documents)
        {
            var matches = queries.Match(document);
            if (matches.Count > 0) mentions.Add(queries.Route(new Mention(document, matches, ArrivalOf(document, memory))));
        }

        return mentions;
    }

    /// <summary>The links whose target would matter and is not in the address. Whoever writes hundreds of them is not worth their hosts' time.</summary>
    private static List<OpenLinks> OpenLinksOf(List<Document> documents, List<RoutedMention> mentions, Watch watching, SourceMemory memory)
    {
        const int most = 20;
        var open = new List<OpenLinks>();
        if (!watching.TracesLinks) return open;
        var matches = new Dictionary<Document, IReadOnlyList<Match>>(ReferenceEqualityComparer.Instance);
        foreach (var routed in mentions) matches[routed.Mention.Document] = routed.Mention.Matches;
        foreach (var document in documents)
        {
            List<string> links = [.. document.Links.Select(link => link.Target).Where(watching.Links.Shorteners.Include).Select(CanonicalUrl.Of).Distinct(StringComparer.Ordinal).Take(most)];
            if (links.Count > 0 && watching.Queries.MayGain(document, matches.GetValueOrDefault(document, []))) open.Add(new OpenLinks(document.Id, ArrivalOf(document, memory), links));
        }

        return open;
    }

    private static Arrival ArrivalOf(Document document, SourceMemory memory) => memory switch
    {
        { FirstContact: null } => Arrival.Baseline,
        { LastSuccess: { } last } when document.Published < last - LateAfter => Arrival.Late,
        _ => Arrival.Fresh,
    };

    private Haul Haul(WatchedSource watched, Fetched fetched, List<Document> documents, List<RoutedMention> mentions)
    {
        var now = time.GetUtcNow();
        var interval = fetched.LeastInterval > watched.Every ? fetched.LeastInterval.Value : watched.Every;
        return new Haul
        {
            Source = watched.Identity,
            Cursor = fetched.Cursor,
            At = now,
            Due = now + interval,
            Documents = documents,
            Mentions = mentions,
            Gaps = fetched.Gaps,
            Warnings = fetched.Warnings,
        };
    }

    private Scanned Told(WatchedSource watched, Haul haul, Saved saved)
    {
        if (saved.Deliveries > 0) tellNow.Set();
        LogScanned(watched.Identity, saved.Documents, saved.Mentions);
        foreach (var warning in haul.Warnings) LogWarning(watched.Identity, warning);
        return new Scanned(watched.Identity, haul.Due, saved, null) { Mentions = haul.Mentions };
    }

    private async Task<Scanned> FailedAsync(WatchedSource watched, SourceMemory memory, SourceException fault, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = now + Backoff.After(fault, memory.Failures + 1, watched.Every, Random.Shared.NextDouble());
        await store.RecordFaultAsync(watched.Identity, fault, now, due, cancellation);
        LogFault(watched.Identity, fault.Fault, fault.Message, due);
        return new Scanned(watched.Identity, due, new Saved(0, 0, 0), fault);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Documents} new documents, {Mentions} mentions")]
    private partial void LogScanned(SourceIdentity source, int documents, int mentions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Warning}")]
    private partial void LogWarning(SourceIdentity source, string warning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Fault}: {Problem} Next try {Due:u}")]
    private partial void LogFault(SourceIdentity source, SourceFault fault, string problem, DateTimeOffset due);
}

/// <summary>How one look ended.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Due">When the next look is due.</param>
/// <param name="Saved">What was new.</param>
/// <param name="Fault">Why it failed; null when it did not.</param>
public sealed record Scanned(SourceIdentity Source, DateTimeOffset Due, Saved Saved, SourceException? Fault)
{
    /// <summary>The mentions found among the new documents.</summary>
    public IReadOnlyList<RoutedMention> Mentions { get; init; } = [];
}
