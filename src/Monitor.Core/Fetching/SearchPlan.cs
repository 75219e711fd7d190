namespace Monitor.Core.Fetching;

/// <summary>
/// What the standing queries need of a remote search: any of the clauses. A source asks for each clause what its search can express of
/// it, never for less: a term it cannot express is left out of the conjunction, and everything is matched again here.
/// </summary>
/// <param name="clauses">Makes the clauses when they are first asked for: sources that deliver everything never ask, and the plan of
/// thousands of queries is not made for each look at each of a thousand feeds.</param>
public sealed class SearchPlan(Func<IReadOnlyList<SearchClause>> clauses)
{
    private readonly Lazy<IReadOnlyList<SearchClause>> made = new(clauses);

    public SearchPlan(IReadOnlyList<SearchClause> clauses)
        : this(() => clauses)
    {
    }

    public static SearchPlan Nothing { get; } = new([]);

    /// <summary>A disjunction; empty when no enabled query concerns the source.</summary>
    public IReadOnlyList<SearchClause> Clauses => made.Value;
}

/// <summary>Terms a document must all hold. An empty clause needs everything, which a search cannot give.</summary>
public sealed record SearchClause(IReadOnlyList<SearchTerm> Terms)
{
    /// <summary>For the operator: <c>words ‘acme’ and language ‘fr’</c>.</summary>
    public override string ToString() => Terms.Count == 0 ? "everything" : string.Join(" and ", Terms);
}

/// <param name="Kind">How <paramref name="Text"/> is meant.</param>
/// <param name="Text">The term as the query's author wrote it, without quotes, stars or signs.</param>
public sealed record SearchTerm(SearchTermKind Kind, string Text)
{
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} ‘{Text}’";
}

public enum SearchTermKind
{
    /// <summary>One word or a phrase of words, in title or body.</summary>
    Words,

    /// <summary>Words of which the last is only begun.</summary>
    Prefix,

    /// <summary>A hashtag, without <c>#</c>.</summary>
    Hashtag,

    /// <summary>A handle, without <c>@</c>.</summary>
    Handle,

    /// <summary>Host, or host and path, of an outgoing link.</summary>
    Link,

    /// <summary>Host, or host and path, of the document itself.</summary>
    Site,

    /// <summary>The author's name or handle.</summary>
    Author,

    /// <summary>Primary language tag.</summary>
    Language,
}
