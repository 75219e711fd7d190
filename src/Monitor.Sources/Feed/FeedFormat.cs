namespace Monitor.Sources.Feed;

/// <summary>What a document turned out to be.</summary>
public enum FeedFormat
{
    Unknown,

    /// <summary>RSS 2.0, and RSS that does not say which.</summary>
    Rss20,

    /// <summary>RSS 1.0 and 1.1.</summary>
    Rss10,

    /// <summary>RSS 0.90 to 0.94.</summary>
    Rss09x,
    Atom10,
    Atom03,

    /// <summary>JSON Feed 1.x.</summary>
    Json,

    /// <summary>Microsoft's Channel Definition Format.</summary>
    Cdf,

    /// <summary>A list of feeds.</summary>
    Opml,

    /// <summary>A page, which may declare feeds, or be one by its classes (h-feed).</summary>
    Html,
}
