using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>
/// Standing queries in, document in, matches out. Immutable once built and shared by threads: when queries change, build another and swap.
/// </summary>
public sealed class MatchIndex
{
    private readonly Query[] queries;

    private MatchIndex(IReadOnlyList<Query> queries) => this.queries = [.. queries];

    public static MatchIndex Build(IReadOnlyList<Query> queries) => new(queries);

    /// <summary>The queries that fit the document, in the order they were given, with what matched.</summary>
    public IReadOnlyList<Match> Match(Document document)
    {
        var view = new DocumentView(document);
        return [.. queries.Where(query => query.Concerns(document.Source) && Evaluator.Holds(query.Expression.Root, view))
            .Select(query => new Match(query.Name, Evaluator.Spans(query.Expression.Root, view)))];
    }
}
