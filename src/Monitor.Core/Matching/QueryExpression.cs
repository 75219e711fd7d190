namespace Monitor.Core.Matching;

/// <summary>A parsed query: its text as written and what it means. <see cref="QueryParser.Parse"/> makes it.</summary>
/// <param name="Text">As its author wrote it.</param>
/// <param name="Root">What it means.</param>
public sealed record QueryExpression(string Text, QueryNode Root)
{
    /// <summary>The canonical form: parsing it again gives an equal tree.</summary>
    public string Canonical => QueryPrinter.Print(Root);

    public override string ToString() => Text;
}

/// <summary>What parsing gave.</summary>
/// <param name="Expression">Null when there is an error.</param>
/// <param name="Problems">Errors and warnings in order of position.</param>
public sealed record ParsedQuery(QueryExpression? Expression, IReadOnlyList<QueryProblem> Problems)
{
    public IEnumerable<QueryProblem> Errors => Problems.Where(problem => problem.Severity == ProblemSeverity.Error);

    public IEnumerable<QueryProblem> Warnings => Problems.Where(problem => problem.Severity == ProblemSeverity.Warning);
}
