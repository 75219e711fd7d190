namespace Monitor.Core.Matching.Indexing;

/// <summary>A standing query within the index.</summary>
/// <param name="Query">The query.</param>
/// <param name="Rest">What must hold besides the term that triggered it; null when that is all.</param>
/// <param name="IsRestricted">It is not asked of every source.</param>
internal readonly record struct IndexedQuery(Query Query, Check? Rest, bool IsRestricted);

/// <summary>Everything an index knows, in arrays. Immutable once built.</summary>
internal sealed class IndexTables
{
    public static IndexTables Empty { get; } = IndexBuilder.Build([], null);

    public required IndexedQuery[] Queries { get; init; }

    public required Leaf[] Leaves { get; init; }

    /// <summary>The term, or terms near each other, of each leaf.</summary>
    public required QueryNode[] Nodes { get; init; }

    public required Token[] Tokens { get; init; }

    public required byte[] TokenBytes { get; init; }

    /// <summary>Tokens of the leaves, one leaf after the other.</summary>
    public required int[] Sequences { get; init; }

    /// <summary>Queries that leaves trigger, one leaf after the other; a query that its only leaf decides stands as its complement.</summary>
    public required int[] Triggered { get; init; }

    public required TriggerTable Triggers { get; init; }

    /// <summary>Of two words, one behind the other, both of wide characters: single ones are too common to trigger anything.</summary>
    public required TriggerTable Pairs { get; init; }

    public required PrefixTable Prefixes { get; init; }

    public required HostTable Sites { get; init; }

    public required HostTable Links { get; init; }

    /// <summary>Queries that nothing in the text can trigger: they are asked of every document.</summary>
    public required int[] Always { get; init; }

    public required bool SeesAuthor { get; init; }

    public required bool SeesUrl { get; init; }

    public required bool SeesTags { get; init; }

    public ReadOnlySpan<byte> BytesOf(int token) => TokenBytes.AsSpan(Tokens[token].Start, Tokens[token].Length);
}
