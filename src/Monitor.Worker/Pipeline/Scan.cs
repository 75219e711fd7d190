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
            var (items, edited) = await OnlyNewsAsync(memory, fetched.Items, cancellation);
            var documents = Normalize(items, watched);
            var mentions = Match(documents, queries, memory);
            var edits = Rematch(Normalize(edited, watched), queries);
            var haul = Haul(watched, memory, fetched, documents) with
            {
                Mentions = mentions,
                Edits = edits,
                OpenLinks = [.. OpenLinksOf(documents, mentions, watching, memory), .. OpenLinksOf(edits, watching)],
            };
            var saved = await store.SaveAsync(haul with { After = memory.Look }, cancellation);
            if (saved.IsOvertaken) return await OvertakenAsync(watched, time.GetElapsedTime(began), cancellation);
            LogSight(memory, haul);
            PipelineMeter.Looked(watched.Identity, time.GetElapsedTime(began), haul, fetched.Items.Count, saved);
            return Told(watched, haul, saved);
        }
        catch (SourceException fault)
        {
            PipelineMeter.Failed(watched.Identity, time.GetElapsedTime(began), fault.Fault);
            return await FailedAsync(watched, memory, fault, cancellation);
        }
    }

    /// <summary>Of what was fetched, each item once: those not stored yet, and those stored with another text.</summary>
    private async Task<(List<Item> New, List<Item> Edited)> OnlyNewsAsync(
        SourceMemory memory, IReadOnlyList<Item> fetched, CancellationToken cancellation)
    {
        var items = fetched.DistinctBy(item => item.Id, StringComparer.Ordinal).ToDictionary(item => item.Id, StringComparer.Ordinal);

        // Of a source that was never read, nothing is stored.
        if (items.Count == 0 || memory.FirstContact is null) return ([.. items.Values], []);
        var source = memory.Identity;
        var unknown = await store.UnknownAsync(source, items.Keys, cancellation);
        var prints = items.Values
            .Where(item => !unknown.Contains(item.Id))
            .ToDictionary(item => item.Id, item => TextPrint.Of(item.Title, item.Body), StringComparer.Ordinal);
        var edited = prints.Count == 0 ? unknown : await store.EditedAsync(source, prints, cancellation);
        return (
            [.. items.Values.Where(item => unknown.Contains(item.Id))],
            [.. items.Values.Where(item => prints.ContainsKey(item.Id) && edited.Contains(item.Id))]);
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

    private static List<Edit> Rematch(List<Document> edited, StandingQueries queries)
    {
        var edits = new List<Edit>();
        foreach (var document in edited)
        {
            var matches = queries.Match(document);
            edits.Add(new Edit(document, matches.Count > 0 ? queries.Route(new Mention(document, matches, Arrival.Edited)) : null));
        }

        return edits;
    }

    /// <summary>The links of new documents whose target would matter and is not in the address.</summary>
    private static List<OpenLinks> OpenLinksOf(List<Document> documents, List<RoutedMention> mentions, Watch watching, SourceMemory memory)
    {
        var matches = new Dictionary<Document, IReadOnlyList<Match>>(ReferenceEqualityComparer.Instance);
        foreach (var routed in mentions) matches[routed.Mention.Document] = routed.Mention.Matches;
        return
        [
            .. from document in documents
               let links = watching.OpenLinksOf(document, matches.GetValueOrDefault(document, []))
               where links.Count > 0
               select new OpenLinks(document.Id, ArrivalOf(document, memory), links),
        ];
    }

    /// <summary>With a text its links are replaced: those that were known are so again at once, as their answers are kept.</summary>
    private static List<OpenLinks> OpenLinksOf(List<Edit> edits, Watch watching) =>
    [
        .. from edit in edits
           let links = watching.OpenLinksOf(edit.Document, edit.Mention?.Mention.Matches ?? [])
           where links.Count > 0
           select new OpenLinks(edit.Document.Id, Arrival.Edited, links),
    ];

    private static Arrival ArrivalOf(Document document, SourceMemory memory) => memory switch
    {
        { FirstContact: null } => Arrival.Baseline,
        { LastSuccess: { } last } when document.Published < last - LateAfter => Arrival.Late,
        _ => Arrival.Fresh,
    };

    private Haul Haul(WatchedSource watched, SourceMemory memory, Fetched fetched, List<Document> documents)
    {
        var now = time.GetUtcNow();
        var interval = fetched.LeastInterval > watched.Every ? fetched.LeastInterval.Value : watched.Every;
        var observed = Observation.Of(watched, memory, fetched, documents.Count, now);
        return new Haul
        {
            Source = watched.Identity,
            Cursor = fetched.Cursor,
            At = now,
            Due = now + interval,
            Documents = documents,
            Mentions = [],
            Covered = observed.Coverage.Seen,
            Gaps = observed.Coverage.Gaps,
            Rhythm = observed.Rhythm,
            Warnings = fetched.Warnings,
        };
    }

    private Scanned Told(WatchedSource watched, Haul haul, Saved saved)
    {
        if (saved.Deliveries > 0) tellNow.Set();
        LogScanned(watched.Identity, saved.Documents, saved.Mentions);
        foreach (var warning in haul.Warnings) LogWarning(watched.Identity, warning);
        return new Scanned(watched.Identity, haul.Due, saved, null) { Mentions = haul.Mentions, Gaps = haul.Gaps };
    }

    /// <summary>One line for each change of how well the source is seen.</summary>
    private void LogSight(SourceMemory memory, Haul haul)
    {
        foreach (var gap in haul.Gaps)
        {
            if (gap.State == GapState.MadeGood) LogMadeGood(haul.Source, gap.From, gap.To);
            else LogLost(haul.Source, gap.From, gap.To, gap.Reason);
        }

        if (memory.LastSuccess is { } last && memory.Rhythm.SilenceAt(last) is null && haul.Rhythm.SilenceAt(haul.At) is { } quiet) LogQuiet(haul.Source, quiet.Since, quiet.Usual);
        if (haul.Rhythm.Broken is { } broken && broken.Until == haul.At) LogSpeaks(haul.Source, broken.Since);
    }

    // Somebody else looked while this process was paused or cut off. The next look starts from what that one remembered, and finds what this one found.
    private async Task<Scanned> OvertakenAsync(WatchedSource watched, TimeSpan took, CancellationToken cancellation)
    {
        PipelineMeter.Overtaken(watched.Identity, took);
        LogOvertaken(watched.Identity);
        var memory = await store.RecallAsync(watched.Identity, cancellation);
        return new Scanned(watched.Identity, memory.Due ?? time.GetUtcNow(), Saved.Overtaken, null);
    }

    private async Task<Scanned> FailedAsync(WatchedSource watched, SourceMemory memory, SourceException fault, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = now + Backoff.After(fault, memory.Failures + 1, watched.Every, Random.Shared.NextDouble());
        if (!await store.RecordFaultAsync(watched.Identity, memory.Look, fault, now, due, cancellation)) return await OvertakenAsync(watched, TimeSpan.Zero, cancellation);
        LogFault(watched.Identity, fault.Fault, fault.Message, due);
        return new Scanned(watched.Identity, due, new Saved(0, 0, 0), fault);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Documents} new documents, {Mentions} mentions")]
    private partial void LogScanned(SourceIdentity source, int documents, int mentions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: not seen from {From:u} to {To:u}, and not to be made good: {Reason}")]
    private partial void LogLost(SourceIdentity source, DateTimeOffset from, DateTimeOffset to, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: what was not seen from {From:u} to {To:u} is made good")]
    private partial void LogMadeGood(SourceIdentity source, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: quiet since {Since:u}; usually something is new every {Usual}")]
    private partial void LogQuiet(SourceIdentity source, DateTimeOffset since, TimeSpan usual);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: speaks again after it was quiet since {Since:u}")]
    private partial void LogSpeaks(SourceIdentity source, DateTimeOffset since);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Warning}")]
    private partial void LogWarning(SourceIdentity source, string warning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: another look was saved while this one was under way; nothing of this one is stored")]
    private partial void LogOvertaken(SourceIdentity source);

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

    /// <summary>What the look found to be lost, or made good.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];
}
