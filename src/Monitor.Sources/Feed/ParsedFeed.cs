namespace Monitor.Sources.Feed;

/// <summary>A feed as its publisher wrote it, whatever the format. Addresses are absolute, titles and names plain text on one line.</summary>
public sealed record ParsedFeed
{
    public required FeedFormat Format { get; init; }

    /// <summary>Lower-case name of the character set it was read as.</summary>
    public required string Encoding { get; init; }

    public string Title { get; init; } = "";

    /// <summary>The site the feed belongs to.</summary>
    public string Url { get; init; } = "";

    /// <summary>Where the feed says it lives itself; empty when it does not.</summary>
    public string Self { get; init; } = "";

    /// <summary>The WebSub hub; empty when there is none.</summary>
    public string Hub { get; init; } = "";

    /// <summary>The page of older entries (RFC 5005: next or prev-archive; JSON Feed: next_url); empty when there is none.</summary>
    public string Older { get; init; } = "";

    /// <summary>Whether it holds every entry there is (RFC 5005, 2): what is missing was taken back.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether it is a page of an archive (RFC 5005, 4), which never changes.</summary>
    public bool IsArchive { get; init; }

    /// <summary>The feed that an archive's page belongs to; empty when it does not say.</summary>
    public string Current { get; init; } = "";

    /// <summary>Plain text.</summary>
    public string Description { get; init; } = "";

    /// <summary>BCP 47 tag as declared; empty when it is not.</summary>
    public string Language { get; init; } = "";

    public DateTimeOffset? Updated { get; init; }

    /// <summary>In the document's order.</summary>
    public IReadOnlyList<ParsedEntry> Entries { get; init; } = [];

    /// <summary>Feeds that a page declares or a list holds.</summary>
    public IReadOnlyList<FeedLink> Feeds { get; init; } = [];

    /// <summary>When the publisher wants to be asked again.</summary>
    public UpdateWish Wish { get; init; } = UpdateWish.None;

    /// <summary>What had to be mended or left out; one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why this is no feed; null when it is one.</summary>
    public string? Problem { get; init; }
}

/// <summary>A feed somewhere else.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Title">As the page or list calls it; may be empty.</param>
/// <param name="Group">The folders it stands in within a list, joined by a slash; empty outside.</param>
public sealed record FeedLink(string Url, string Title = "", string Group = "");

/// <summary>When a publisher wants a feed to be asked for again.</summary>
/// <param name="Interval">Not sooner than after this long; null when it does not say.</param>
/// <param name="SkippedHours">Hours of the day, in UTC, in which nothing changes.</param>
/// <param name="SkippedDays">Days, in UTC, on which nothing changes.</param>
public sealed record UpdateWish(TimeSpan? Interval, IReadOnlyList<int> SkippedHours, IReadOnlyList<DayOfWeek> SkippedDays)
{
    public static UpdateWish None { get; } = new(null, [], []);
}
