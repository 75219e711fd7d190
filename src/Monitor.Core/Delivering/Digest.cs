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

    /// <summary>Gaps found or made good within the window, and those still open, but for failing sources' own. The worst first.</summary>
    public IReadOnlyList<SourceGap> Gaps { get; init; } = [];

    /// <summary>Sources that fell silent within the window, though it is unlike them, or spoke again.</summary>
    public IReadOnlyList<SourceSilence> Silences { get; init; } = [];

    /// <summary>How many sources are watched.</summary>
    public int Sources { get; init; }

    /// <summary>Whether something of the window was not seen, so that "nothing new" would say too much.</summary>
    public bool IsIncomplete => Failing.Count > 0 || Silences.Any(silence => silence.Silence.Until is null) || Gaps.Any(gap => gap.Gap.State != Fetching.GapState.MadeGood);

    public int Mentions => Sections.Sum(section => section.Mentions.Count);
}

/// <param name="Query">The query's name.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Mentions">Newest first.</param>
public sealed record DigestSection(string Query, string Title, IReadOnlyList<StoredMention> Mentions);
