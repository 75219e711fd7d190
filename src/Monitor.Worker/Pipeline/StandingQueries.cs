using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>The enabled queries, their index, and where their mentions go.</summary>
/// <param name="queries">The queries.</param>
/// <param name="census">Which words are rare among the documents of this installation; null to guess.</param>
public sealed class StandingQueries(IReadOnlyList<StandingQuery> queries, WordCensus? census = null)
{
    // Made for the first document: a pass that finds nothing new has none, and a service that has just begun counts words and asks for another.
    private readonly Lazy<MatchIndex> index = new(() => MatchIndex.Build([.. queries.Select(query => query.Query)], census));
    private readonly Dictionary<string, StandingQuery> byName = queries.ToDictionary(query => query.Query.Name, StringComparer.Ordinal);

    private readonly IReadOnlyList<Query> askingForLinks = [.. queries.Select(query => query.Query).Where(query => LinkProspect.Asks(query.Expression.Root))];

    public IReadOnlyList<StandingQuery> All => queries;

    /// <summary>The addresses that queries look for in links.</summary>
    public IReadOnlyList<string> Homes => [.. askingForLinks.SelectMany(query => LinkProspect.Homes(query.Expression.Root)).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether any query asks where links lead.</summary>
    public bool AskForLinks => askingForLinks.Count > 0;

    public IReadOnlyDictionary<string, string> Titles { get; } =
        queries.ToDictionary(query => query.Query.Name, query => query.Title, StringComparer.Ordinal);

    public SearchPlan PlanFor(SourceIdentity source) => SearchPlanner.Plan(queries.Select(query => query.Query), source);

    /// <summary>The same queries, which wait for the words that are rare by the census.</summary>
    public StandingQueries Knowing(WordCensus census) => new(queries, census);

    public IReadOnlyList<Match> Match(Document document) => index.Value.Match(document);

    /// <summary>Whether a query that does not fit the document might, if it were known where its links lead.</summary>
    public bool MayGain(Document document, IReadOnlyList<Match> matches) => askingForLinks.Any(query =>
        query.Concerns(document.Source) && matches.All(match => match.Query != query.Name) && LinkProspect.Could(query.Expression.Root, document));

    /// <summary>Where a mention goes: a fresh one alarms, and every one goes into its queries' digests.</summary>
    public RoutedMention Route(Mention mention)
    {
        var hit = mention.Matches.Select(match => byName[match.Query]).ToList();
        IReadOnlyList<Recipient> alerts = mention.Arrival == Arrival.Fresh ? [.. hit.SelectMany(query => query.Alerts).Distinct()] : [];
        return new RoutedMention(mention, alerts, [.. hit.SelectMany(query => query.Digests).Distinct(StringComparer.Ordinal)]);
    }
}

/// <param name="Query">The query.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Alerts">Whom to tell at once.</param>
/// <param name="Digests">Names of the digests its mentions go into.</param>
public sealed record StandingQuery(Query Query, string Title, IReadOnlyList<Recipient> Alerts, IReadOnlyList<string> Digests);
