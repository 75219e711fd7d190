using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>
/// Why a node of a query holds of a document or not: its verdict, where its terms stand, and the explanations of its parts.
/// <see cref="Decides"/> evaluated over the explanation alone gives the verdict again.
/// </summary>
/// <param name="Node">What was asked.</param>
/// <param name="Holds">The verdict.</param>
/// <param name="Found">Where a term, or terms near each other, stand; empty when they do not, or have no place.</param>
/// <param name="Parts">Of each part, in order; empty for terms and for NEAR.</param>
public sealed record Explanation(QueryNode Node, bool Holds, IReadOnlyList<Span> Found, IReadOnlyList<Explanation> Parts)
{
    public static Explanation Of(QueryNode node, Document document) => Of(node, new DocumentView(document));

    /// <summary>The verdict that follows from the parts' verdicts; a leaf's own.</summary>
    public bool Decides() => Node switch
    {
        AllOf => Parts.All(part => part.Decides()),
        AnyOf => Parts.Any(part => part.Decides()),
        Not => !Parts[0].Decides(),
        _ => Holds,
    };

    /// <summary>
    /// The leaves that decided: for a match those that made it, for a near miss the required parts that were absent and the exclusions
    /// that struck.
    /// </summary>
    public IEnumerable<Explanation> Causes()
    {
        if (Parts.Count == 0) return [this];
        var deciding = Node is Not || (Node is AllOf && Holds) || (Node is AnyOf && !Holds) ? Parts : Parts.Where(part => part.Holds == Holds);
        return deciding.SelectMany(part => part.Causes());
    }

    /// <summary>How far a document is from a match: required leaves absent and exclusions that struck, on the nearest way; 0 for a match.</summary>
    public int Distance() => Distance(wanted: true);

    private int Distance(bool wanted)
    {
        if (Holds == wanted) return 0;
        if (Parts.Count == 0) return 1;
        if (Node is Not) return Parts[0].Distance(!wanted);
        var needsAll = Node is AllOf == wanted;
        return needsAll ? Parts.Sum(part => part.Distance(wanted)) : Parts.Min(part => part.Distance(wanted));
    }

    private static Explanation Of(QueryNode node, DocumentView view)
    {
        IReadOnlyList<QueryNode> parts = node switch
        {
            AllOf all => all.Parts,
            AnyOf any => any.Parts,
            Not not => [not.Part],
            _ => [],
        };
        var explained = parts.Select(part => Of(part, view)).ToArray();
        var holds = Evaluator.Holds(node, view);
        return new(node, holds, holds && parts.Count == 0 ? Evaluator.Spans(node, view) : [], explained);
    }
}
