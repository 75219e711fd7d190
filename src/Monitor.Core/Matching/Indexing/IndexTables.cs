namespace Monitor.Core.Matching.Indexing;

/// <summary>Everything an index knows, in arrays. Immutable once built.</summary>
internal sealed class IndexTables
{
    public static IndexTables Empty { get; } = IndexBuilder.Build([], null);

    /// <summary>In the order that matches are wanted in.</summary>
    public required Query[] Queries { get; init; }

    /// <summary>Of the demands, one query after the other.</summary>
    public required Alternative[] Clauses { get; init; }

    /// <summary>What demands hold besides clauses of terms.</summary>
    public required Check[] Checks { get; init; }

    public required Leaf[] Leaves { get; init; }

    /// <summary>The term, or terms near each other, of each leaf.</summary>
    public required QueryNode[] Nodes { get; init; }

    public required byte[] TokenBytes { get; init; }

    /// <summary>Words of the leaves, one leaf after the other.</summary>
    public required Token[] Sequences { get; init; }

    /// <summary>What the queries demand that leaves trigger, one leaf after the other.</summary>
    public required Demand[] Triggered { get; init; }

    /// <summary>Where each leaf's begin among them; one more at the end.</summary>
    public required int[] TriggeredStarts { get; init; }

    public required TriggerTable Triggers { get; init; }

    /// <summary>Of two words, one behind the other, both of wide characters: single ones are too common to trigger anything.</summary>
    public required TriggerTable Pairs { get; init; }

    public required PrefixTable Prefixes { get; init; }

    public required HostTable Sites { get; init; }

    public required HostTable Links { get; init; }

    /// <summary>Queries that nothing in the text can trigger: they are asked of every document.</summary>
    public required Demand[] Always { get; init; }

    public required bool SeesAuthor { get; init; }

    public required bool SeesUrl { get; init; }

    public required bool SeesTags { get; init; }
}
