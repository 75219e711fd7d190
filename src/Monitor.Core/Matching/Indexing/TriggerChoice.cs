namespace Monitor.Core.Matching.Indexing;

/// <summary>A set of leaves of which at least one stands in every document that the node fits.</summary>
/// <param name="Cost">How many of them are expected in a document; infinite when there is no such set.</param>
/// <param name="Leaves">Their numbers.</param>
/// <param name="Suffices">Any of them standing is all that the node asks.</param>
internal sealed record TriggerChoice(double Cost, IReadOnlyList<int> Leaves, bool Suffices)
{
    private static readonly TriggerChoice None = new(double.PositiveInfinity, [], false);

    public bool Exists => !double.IsPositiveInfinity(Cost);

    /// <summary>The cheapest set.</summary>
    public static TriggerChoice Of(QueryNode node, LeafPool leaves) => node switch
    {
        AllOf all => all.Parts.Select(part => Of(part, leaves)).MinBy(choice => choice.Cost)! with { Suffices = false },
        AnyOf any => Union([.. any.Parts.Select(part => Of(part, leaves))]),
        Near near => Of(new AllOf(new([near.Left, near.Right])), leaves),
        Not { Part: Not inner } => Of(inner.Part, leaves),
        WordsTerm { IsExact: true } exact => OfLeaf(leaves.Folded(exact), false, leaves),
        LiteralTerm { Words.Count: > 0 } literal => OfLeaf(leaves.Folded(literal), false, leaves),
        Not or LiteralTerm or NumberTerm or ValueTerm { Field: not Field.Tags } => None,
        _ => OfLeaf(leaves.Of((Term)node), true, leaves),
    };

    private static TriggerChoice OfLeaf(int leaf, bool suffices, LeafPool leaves) => new(leaves.Drafts[leaf].Anchor.Cost, [leaf], suffices);

    private static TriggerChoice Union(TriggerChoice[] parts) =>
        new(parts.Sum(part => part.Cost), [.. parts.SelectMany(part => part.Leaves)], parts.All(part => part.Suffices));
}
