namespace Monitor.Core.Matching;

/// <summary>Reads queries. Never throws, whatever the text; every error is reported at once, at its character.</summary>
public static class QueryParser
{
    /// <summary>Longest text, in UTF-16 code units.</summary>
    public const int LongestText = 10_000;

    /// <summary>Deepest nesting of brackets and NOT.</summary>
    public const int DeepestNesting = 64;

    public static ParsedQuery Parse(string text)
    {
        if (text.Length > LongestText)
        {
            return new(null, [new(ProblemSeverity.Error, LongestText, text.Length - LongestText,
                $"The query has {text.Length} characters; at most {LongestText} are taken. Split it into several queries.")]);
        }

        var problems = new List<QueryProblem>();
        var tokens = new QueryLexer(text, problems).Read();
        var root = new QueryGrammar(text, tokens, problems).Read();
        if (problems.Count == 0) CheckRequirement(text, root, problems);
        var failed = problems.Count > 0;
        if (root is not null && !failed) problems.AddRange(QueryLinter.Lint(text, tokens, root));
        IReadOnlyList<QueryProblem> ordered = [.. problems.OrderBy(problem => problem.Position)];
        return new(failed ? null : new QueryExpression(text, root!), ordered);
    }

    private static void CheckRequirement(string text, QueryNode? root, List<QueryProblem> problems)
    {
        if (root is null) problems.Add(new(ProblemSeverity.Error, 0, 0, "The query is empty; it must ask for at least one term."));
        else if (MatchesWithoutTerms(root, negated: false))
        {
            problems.Add(new(ProblemSeverity.Error, 0, text.Length,
                "The query requires nothing: a document without any of its terms would match. Add a term that must be there."));
        }
    }

    /// <summary>Whether a document that holds none of the positive terms could match: the negated ones may be there or not.</summary>
    private static bool MatchesWithoutTerms(QueryNode node, bool negated) => node switch
    {
        Not not => MatchesWithoutTerms(not.Part, !negated),
        AllOf all => negated ? all.Parts.Any(part => MatchesWithoutTerms(part, negated)) : all.Parts.All(part => MatchesWithoutTerms(part, negated)),
        AnyOf any => negated ? any.Parts.All(part => MatchesWithoutTerms(part, negated)) : any.Parts.Any(part => MatchesWithoutTerms(part, negated)),
        _ => negated,
    };
}
