using Monitor.Core.Matching.Indexing;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>
/// Standing queries in, document in, matches out. Immutable once built and shared by threads: when queries change, build another and swap.
/// It agrees with <see cref="Evaluator"/> on every query and document, and a document that triggers no query allocates nothing.
/// </summary>
public sealed class MatchIndex
{
    [ThreadStatic]
    private static Scan? scan;

    private readonly IndexTables tables;

    private MatchIndex(IndexTables tables) => this.tables = tables;

    /// <summary>The queries, in the order they were given.</summary>
    public IReadOnlyList<Query> Queries => tables.Queries;

    /// <param name="queries">In the order that matches are wanted in.</param>
    /// <param name="census">Which words are rare where the documents come from; null to guess.</param>
    public static MatchIndex Build(IReadOnlyList<Query> queries, WordCensus? census = null) => new(IndexBuilder.Build(queries, census));

    /// <summary>The queries that fit the document, in the order they were given, with what matched.</summary>
    public IReadOnlyList<Match> Match(Document document)
    {
        var fits = new List<int>();
        Find(document, fits);
        if (fits.Count == 0) return [];
        fits.Sort();
        var view = new DocumentView(document);
        return [.. fits.Select(number => tables.Queries[number])
            .Select(query => new Match(query.Name, Evaluator.Spans(query.Expression.Root, view)))];
    }

    /// <summary>Adds the numbers of the queries that fit the document, counted from 0 in the order they were given, to a list; in no order.</summary>
    public void Find(Document document, List<int> fits) => (scan ??= new()).Run(tables, document, fits);
}
