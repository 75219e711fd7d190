namespace Monitor.Sources.Feed;

/// <summary>What the operator is told of a feed that can be read but is not as it should be.</summary>
internal static class FeedRemarks
{
    /// <summary>RFC 5005, 4: an archive document is never changed again.</summary>
    public static string? OfArchive(ParsedFeed feed) =>
        !feed.IsArchive ? null
        : feed.Current.Length > 0 ? $"This is a page of an archive, which never changes: watch {feed.Current} instead."
        : "This is a page of an archive, which never changes: watch the feed that it belongs to.";

    public static string? OfRenamed(IReadOnlyList<Recognized> items)
    {
        var renamed = items.Count(item => item.IsRenamed);
        return renamed == 0 ? null : $"The feed gives {renamed} of its known entries other identifiers than before; they were recognized by address, title, text and date.";
    }
}
