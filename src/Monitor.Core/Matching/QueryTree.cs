using Monitor.Core.Normalizing;

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
    public static IEnumerable<QueryProblem> HidingExclusions(QueryExpression expression, IReadOnlyList<Document> stored)
    {
        var exclusions = Exclusions(expression.Root).ToArray();
        if (exclusions.Length == 0) yield break;

        // For each, how many documents fit without it, and how many of these it hides.
        var counts = Count(stored, [.. exclusions.SelectMany<(QueryNode Excluded, QueryNode Without), QueryNode>(exclusion => [exclusion.Without, new AllOf(new([exclusion.Without, exclusion.Excluded]))])]);
        for (var index = 0; index < exclusions.Length; index++)
        {
            var (hits, hidden) = (counts[2 * index], counts[(2 * index) + 1]);
            if (hidden * 2 <= hits) continue;
            var first = Terms(exclusions[index].Excluded).First();
            yield return new(ProblemSeverity.Warning, first.Position, first.Written.Length,
                $"This NOT hides {hidden} of the {hits} stored documents that the query would find without it.");
        }
    }

    /// <summary>How many of the documents each node fits.</summary>
    private static int[] Count(IReadOnlyList<Document> documents, QueryNode[] nodes)
    {
        var index = MatchIndex.Build([.. nodes.Select(node => new Query("", new QueryExpression("", node)))]);
        var counts = new int[nodes.Length];
        var fits = new List<int>();
        foreach (var document in documents)
        {
            fits.Clear();
            index.Find(document, fits);
            foreach (var fit in fits) counts[fit]++;
        }

        return counts;
    }
}
