namespace Monitor.Core.Matching;

/// <summary>Finds what is probably not meant. A warning never refuses a query.</summary>
internal static class QueryLinter
{
    public static IEnumerable<QueryProblem> Lint(string text, IReadOnlyList<QueryToken> tokens, QueryNode root) => [];
}
