using Monitor.Core.Storing;

namespace Monitor.Core.Delivering;

/// <summary>Mentions of a half-open window of time, ready to be rendered.</summary>
public sealed record Digest
{
    /// <summary>The digest's configured name.</summary>
    public required string Name { get; init; }

    public required ClosedSlot Slot { get; init; }

    /// <summary>The reader's time zone.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>One per query that has mentions, in the configuration's order. A mention of two queries stands under the first only.</summary>
    public required IReadOnlyList<DigestSection> Sections { get; init; }

    /// <summary>Title by query name, for mentions that fit others beside the one they stand under.</summary>
    public IReadOnlyDictionary<string, string> QueryTitles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Sources that fail at the time of the digest; nothing is missed silently.</summary>
    public IReadOnlyList<SourceMemory> Failing { get; init; } = [];

    /// <summary>What could not be seen within the window.</summary>
    public IReadOnlyList<SourceGap> Gaps { get; init; } = [];

    /// <summary>How many sources are watched.</summary>
    public int Sources { get; init; }

    public int Mentions => Sections.Sum(section => section.Mentions.Count);
}

/// <param name="Query">The query's name.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Mentions">Newest first.</param>
public sealed record DigestSection(string Query, string Title, IReadOnlyList<StoredMention> Mentions);
