namespace Monitor.Sources.Feed.Xml;

/// <summary>Every format that is written in angle brackets, told apart by its first element.</summary>
internal static class XmlFeedReader
{
    /// <summary>Fills the draft; its format stays unknown when the document is none of them.</summary>
    public static void Read(ReadOnlySpan<char> text, Uri? address, FeedDraft feed)
    {
        var scanner = new XmlScanner(text, address);
        while (scanner.Read())
        {
            if (scanner.Token != XmlToken.Start) continue;
            feed.Format = Format(ref scanner);
            break;
        }

        if (feed.Format is FeedFormat.Unknown or FeedFormat.Html && StartOfFeed(text) is > 0 and var start)
        {
            feed.Warn("Something stands before the feed; it was skipped.");
            Read(text[start..], address, feed);
            return;
        }

        if (feed.Format is FeedFormat.Unknown or FeedFormat.Html) return;
        if (feed.Format == FeedFormat.Opml) OpmlReader.Read(ref scanner, feed);
        else if (FeedWords.Of(scanner.Vocabulary, scanner.Name) == FeedWord.Entry) feed.Entries.Add(EntryReader.Read(ref scanner));
        else ChannelReader.Read(ref scanner, feed);
        feed.Warn(scanner.Mended);
    }

    private static FeedFormat Format(ref XmlScanner root) => root.Name switch
    {
        var name when Is(name, "rss") => OfRss(root.Attributes.Find("version")),
        var name when Is(name, "RDF") => IsNetscape(root.WrittenAttributes) ? FeedFormat.Rss09x : FeedFormat.Rss10,
        var name when Is(name, "feed") || Is(name, "entry") => IsAtom03(ref root) ? FeedFormat.Atom03 : FeedFormat.Atom10,
        var name when Is(name, "channel") => OfChannel(ref root),
        var name when Is(name, "opml") => FeedFormat.Opml,
        var name when Is(name, "html") || Is(name, "head") || Is(name, "body") => FeedFormat.Html,
        _ => FeedFormat.Unknown,
    };

    private static bool Is(ReadOnlySpan<char> name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static FeedFormat OfRss(string? version) =>
        version is not null && version.Trim().StartsWith("0.9", StringComparison.Ordinal) ? FeedFormat.Rss09x
        : version is not null && version.Trim().StartsWith("1.", StringComparison.Ordinal) ? FeedFormat.Rss10
        : FeedFormat.Rss20;

    /// <summary>RSS 0.90 is RDF too, in Netscape's namespace.</summary>
    private static bool IsNetscape(ReadOnlySpan<char> attributes) =>
        attributes.Contains("netscape.com/rdf/simple/0.9", StringComparison.OrdinalIgnoreCase);

    private static bool IsAtom03(ref XmlScanner root) =>
        (root.Attributes.Find("version") ?? "").Trim() is "0.1" or "0.2" or "0.3"
        || root.WrittenAttributes.Contains("purl.org/atom/ns", StringComparison.OrdinalIgnoreCase);

    private static FeedFormat OfChannel(ref XmlScanner root) =>
        root.WrittenAttributes.Contains("purl.org/net/rss1.1", StringComparison.OrdinalIgnoreCase) ? FeedFormat.Rss10
        : root.WrittenName is "CHANNEL" || root.Attributes.Find("href") is not null || root.Attributes.Find("lastmod") is not null ? FeedFormat.Cdf
        : FeedFormat.Rss20;

    /// <summary>Where a feed begins that a server printed messages in front of, or wrapped in a page.</summary>
    private static int StartOfFeed(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 64 * 1024)];
        foreach (var mark in (ReadOnlySpan<string>)["<rss version=", "<feed xmlns=", "<rdf:RDF xmlns"])
        {
            var start = head.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (start > 0) return start;
        }

        return 0;
    }
}
