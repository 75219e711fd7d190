namespace Monitor.Core.Matching.Indexing;

/// <summary>A leaf while the index is being built.</summary>
internal sealed class LeafDraft(QueryNode node)
{
    public QueryNode Node => node;

    public Scope Scope { get; init; }

    /// <summary>Words that decide; none when the plain reading does.</summary>
    public int[] Tokens { get; init; } = [];

    /// <summary>Words that must be there for the plain reading to be asked.</summary>
    public int[] Hints { get; init; } = [];

    /// <summary>Words of the joined phrase; none when it has none.</summary>
    public int[] Joined { get; init; } = [];

    /// <summary>Of the queries that the leaf triggers.</summary>
    public List<Demand> Demands { get; } = [];

    /// <summary>What it is looked for by; known when all leaves are.</summary>
    public Anchor Anchor { get; set; } = Anchor.None;
}

/// <summary>What a leaf is looked for by.</summary>
/// <param name="Word">Which of its words is the rarest, whole ones before prefixes; -1 when it has none.</param>
/// <param name="Pair">The first word of the rarest pair of wide words; -1 where there is none.</param>
/// <param name="Joined">The rarest word of the joined phrase, among the index's; -1 when there is none.</param>
/// <param name="Hint">The rarest hint, among the index's; -1 when there is none.</param>
/// <param name="Cost">How often it is expected in a text.</param>
internal sealed record Anchor(int Word, int Pair, int Joined, int Hint, double Cost)
{
    /// <summary>An address costs about as much as a rare word to look up.</summary>
    private const double CostOfAddress = 1e-4;

    public static Anchor None { get; } = new(-1, -1, -1, -1, double.PositiveInfinity);

    public static Anchor Of(LeafDraft leaf, TokenPool tokens, WordRarity rarity)
    {
        if (leaf.Node is AddressTerm) return None with { Cost = CostOfAddress };
        var (hint, costOfHint) = Rarest(leaf.Hints, rarity);
        var (joined, costOfJoined) = Rarest(leaf.Joined, rarity);
        if (leaf.Tokens.Length == 0) return new(-1, -1, joined, hint, costOfHint);
        var (word, cost) = RarestWord(leaf.Tokens, tokens, rarity);
        var (pair, costOfPair) = RarestPair(leaf.Tokens, tokens, rarity);
        return new(word, pair, joined, hint, (joined < 0 ? 0 : costOfJoined) + (pair < 0 ? cost : costOfPair));
    }

    private static (int Token, double Cost) Rarest(int[] words, WordRarity rarity)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        foreach (var token in words)
        {
            if (rarity.Of(token) is var cost && cost < least) (best, least) = (token, cost);
        }

        return (best, least);
    }

    private static (int Index, double Cost) RarestWord(int[] words, TokenPool tokens, WordRarity rarity)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var index = 0; index < words.Length; index++)
        {
            var isFirstWhole = best >= 0 && tokens[words[best]].IsPrefix && !tokens[words[index]].IsPrefix;
            if (!isFirstWhole && best >= 0 && tokens[words[index]].IsPrefix && !tokens[words[best]].IsPrefix) continue;
            if (rarity.Of(words[index]) is var cost && (isFirstWhole || cost < least)) (best, least) = (index, cost);
        }

        return (best, least);
    }

    private static (int Index, double Cost) RarestPair(int[] words, TokenPool tokens, WordRarity rarity)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var index = 0; index + 1 < words.Length; index++)
        {
            if (!tokens.IsWide(words[index]) || !tokens.IsWide(words[index + 1])) continue;
            if (rarity.OfPair(words[index], words[index + 1]) is var cost && cost < least) (best, least) = (index, cost);
        }

        return (best, least);
    }
}
