namespace Monitor.Core.Matching;

/// <summary>Walks trees.</summary>
public static class QueryTree
{
    /// <summary>All terms, in the order they were written, negated ones as well.</summary>
    public static IEnumerable<Term> Terms(QueryNode node) => node switch
    {
        AllOf all => all.Parts.SelectMany(Terms),
        AnyOf any => any.Parts.SelectMany(Terms),
        Not not => Terms(not.Part),
        Near near => Terms(near.Left).Concat(Terms(near.Right)),
        Term term => [term],
        _ => [],
    };

    /// <summary>What the query asks not to be there, for seeing what each NOT hides: the query with that part left out, beside the part.</summary>
    public static IEnumerable<(QueryNode Excluded, QueryNode Without)> Exclusions(QueryNode root)
    {
        if (root is not AllOf all) yield break;
        foreach (var part in all.Parts)
        {
            if (part is not Not not) continue;
            var rest = all.Parts.Where(other => !ReferenceEquals(other, part)).ToArray();
            yield return (not.Part, rest.Length == 1 ? rest[0] : new AllOf(new(rest)));
        }
    }

    /// <summary>
    /// Warns of every NOT that hides more than half of the given documents that the query would find without it; for the documents
    /// stored of the last 30 days.
    /// </summary>
    public static IEnumerable<QueryProblem> HidingExclusions(QueryExpression expression, IReadOnlyList<Normalizing.Document> stored)
    {
        foreach (var (excluded, without) in Exclusions(expression.Root))
        {
            var hits = stored.Where(document => Evaluator.Holds(without, document)).ToArray();
            var hidden = hits.Count(document => Evaluator.Holds(excluded, document));
            if (hidden * 2 <= hits.Length || hits.Length == 0) continue;
            var first = Terms(excluded).First();
            yield return new(ProblemSeverity.Warning, first.Position, first.Written.Length,
                $"This NOT hides {hidden} of the {hits.Length} stored documents that the query would find without it.");
        }
    }
}
