using System.Collections.Frozen;

namespace Monitor.Sources.Feed.Xml;

/// <summary>Whose words an element's name is made of.</summary>
internal enum Vocabulary
{
    /// <summary>RSS, OPML, CDF and everything without a namespace.</summary>
    Plain,
    Atom,
    Rdf,
    Content,
    DublinCore,
    Itunes,
    GooglePlay,
    Media,
    Syndication,
    History,
    FeedBurner,
    Comments,
    Thread,
    Xhtml,
    Other,
}

/// <summary>Vocabularies by the addresses and prefixes that feeds give them; half of the addresses in use are misspelt.</summary>
internal static class Vocabularies
{
    private static readonly FrozenDictionary<string, Vocabulary> Addresses = new Dictionary<string, Vocabulary>(StringComparer.OrdinalIgnoreCase)
    {
        ["http://www.w3.org/2005/atom"] = Vocabulary.Atom,
        ["http://purl.org/atom/ns"] = Vocabulary.Atom,
        ["http://purl.org/rss/1.0"] = Vocabulary.Plain,
        ["http://purl.org/net/rss1.1"] = Vocabulary.Plain,
        ["http://my.netscape.com/rdf/simple/0.9"] = Vocabulary.Plain,
        ["http://channel.netscape.com/rdf/simple/0.9"] = Vocabulary.Plain,
        ["http://my.netscape.com/publish/formats/rss-0.91.dtd"] = Vocabulary.Plain,
        ["http://backend.userland.com/rss"] = Vocabulary.Plain,
        ["http://backend.userland.com/rss2"] = Vocabulary.Plain,
        ["http://blogs.law.harvard.edu/tech/rss"] = Vocabulary.Plain,
        ["http://cyber.law.harvard.edu/rss"] = Vocabulary.Plain,
        ["http://www.rssboard.org/rss-specification"] = Vocabulary.Plain,
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns"] = Vocabulary.Rdf,
        ["http://purl.org/rss/1.0/modules/content"] = Vocabulary.Content,
        ["http://purl.org/dc/elements/1.1"] = Vocabulary.DublinCore,
        ["http://purl.org/dc/elements/1.0"] = Vocabulary.DublinCore,
        ["http://purl.org/dc/terms"] = Vocabulary.DublinCore,
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = Vocabulary.Itunes,
        ["http://example.com/dtds/podcast-1.0.dtd"] = Vocabulary.Itunes,
        ["http://www.google.com/schemas/play-podcasts/1.0"] = Vocabulary.GooglePlay,
        ["http://search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://video.search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://tools.search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://www.rssboard.org/media-rss"] = Vocabulary.Media,
        ["http://purl.org/rss/1.0/modules/syndication"] = Vocabulary.Syndication,
        ["http://purl.org/syndication/history/1.0"] = Vocabulary.History,
        ["http://rssnamespace.org/feedburner/ext/1.0"] = Vocabulary.FeedBurner,
        ["http://wellformedweb.org/commentapi"] = Vocabulary.Comments,
        ["http://purl.org/syndication/thread/1.0"] = Vocabulary.Thread,
        ["http://www.w3.org/1999/xhtml"] = Vocabulary.Xhtml,
        ["http://www.w3.org/tr/html4"] = Vocabulary.Xhtml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Vocabulary> Prefixes = new Dictionary<string, Vocabulary>(StringComparer.OrdinalIgnoreCase)
    {
        ["atom"] = Vocabulary.Atom,
        ["atom10"] = Vocabulary.Atom,
        ["atom03"] = Vocabulary.Atom,
        ["a10"] = Vocabulary.Atom,
        ["rss"] = Vocabulary.Plain,
        ["rdf"] = Vocabulary.Rdf,
        ["content"] = Vocabulary.Content,
        ["dc"] = Vocabulary.DublinCore,
        ["dcterms"] = Vocabulary.DublinCore,
        ["itunes"] = Vocabulary.Itunes,
        ["googleplay"] = Vocabulary.GooglePlay,
        ["media"] = Vocabulary.Media,
        ["sy"] = Vocabulary.Syndication,
        ["syn"] = Vocabulary.Syndication,
        ["fh"] = Vocabulary.History,
        ["feedburner"] = Vocabulary.FeedBurner,
        ["wfw"] = Vocabulary.Comments,
        ["thr"] = Vocabulary.Thread,
        ["xhtml"] = Vocabulary.Xhtml,
        ["html"] = Vocabulary.Xhtml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Vocabulary>.AlternateLookup<ReadOnlySpan<char>> ByAddress = Addresses.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, Vocabulary>.AlternateLookup<ReadOnlySpan<char>> ByPrefix = Prefixes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a declared prefix means.</summary>
    /// <param name="prefix">The prefix; empty for the default namespace.</param>
    /// <param name="address">The namespace as declared.</param>
    /// <param name="isRoot">Declared on the root: an unknown default there is a feed's own idea of what RSS is called.</param>
    public static Vocabulary Of(ReadOnlySpan<char> prefix, ReadOnlySpan<char> address, bool isRoot)
    {
        var name = address.Trim().TrimEnd("/#");
        if (name.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) name = string.Concat("http", name[5..]);
        if (ByAddress.TryGetValue(name, out var vocabulary)) return vocabulary;
        if (prefix.IsEmpty) return isRoot || name.IsEmpty ? Vocabulary.Plain : Vocabulary.Other;
        return OfUndeclared(prefix);
    }

    /// <summary>What a prefix means that nobody declared.</summary>
    public static Vocabulary OfUndeclared(ReadOnlySpan<char> prefix) => ByPrefix.TryGetValue(prefix, out var vocabulary) ? vocabulary : Vocabulary.Other;
}
