using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>
/// Matches documents again once it is known where their links lead. What fits now becomes a mention then, in one transaction with its
/// story, deliveries and digest entries; a document that is a mention already gains the queries it did not fit before.
/// </summary>
public sealed partial class MatchAgain(ILinkStore store, CurrentWatch watch, TellNow tellNow, TimeProvider time, ILogger<MatchAgain> log)
{
    private const int Batch = 50;

    // Found so long after it was written, it informs; it does not alarm.
    private static readonly TimeSpan LateAfter = TimeSpan.FromDays(1);

    /// <returns>The mentions and matches gained, each with where it goes.</returns>
    public async Task<IReadOnlyList<RoutedMention>> RunAsync(CancellationToken cancellation)
    {
        var gained = new List<RoutedMention>();
        for (var after = 0L; await store.AnsweredAsync(after, Batch, cancellation) is { Count: > 0 } waiting; after = waiting[^1].Number)
        {
            foreach (var one in waiting)
            {
                if (await CompleteAsync(one, cancellation) is { } routed) gained.Add(routed);
            }
        }

        return gained;
    }

    private async Task<RoutedMention?> CompleteAsync(WaitingDocument waiting, CancellationToken cancellation)
    {
        var queries = watch.Value.Queries;
        var now = time.GetUtcNow();
        var document = waiting.Document with { Links = [.. waiting.Document.Links.Select(link => Longer(link, waiting.Answers))] };
        IReadOnlyList<Match> matches = [.. queries.Match(document).Where(match => !waiting.Queries.Contains(match.Query, StringComparer.Ordinal))];
        var arrival = waiting.Arrival == Arrival.Fresh && now - document.Seen > LateAfter ? Arrival.Late : waiting.Arrival;
        var routed = matches.Count == 0 ? null : queries.Route(new Mention(document, matches, arrival));
        var saved = await store.CompleteAsync(waiting, document.Links, routed, now, cancellation);
        if (saved.Deliveries > 0) tellNow.Set();
        if (saved.Mentions > 0) LogFound(document.Source.Name);
        return routed;
    }

    private static Link Longer(Link link, IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        answers.TryGetValue(CanonicalUrl.Of(link.Target), out var hops) && hops.Count > 0 ? new Link([.. link.Hops, .. hops]) : link;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: a mention by a short link")]
    private partial void LogFound(string source);
}
