using System.Collections.Frozen;
using Monitor.Sources.Html;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>The feeds that a page declares, best first; else the links on it that look like feeds.</summary>
public static class FeedDiscovery
{
    private const int Most = 20;

    // A page of more links, with none among them that looks like a feed, will have none.
    private const int MostLooked = 5_000;

    private static readonly FrozenSet<string> FeedTypes = new[]
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
        "application/xml", "application/rss", "application/atom", "text/rss", "text/rss+xml", "text/atom+xml", "text/xml", "application/x.atom+xml", "application/x-atom+xml",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] WellKnownEnds =
    [
        "/feed", "/rss", "/atom", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feeds/posts/default", "/index.rdf", "/rss2", "/feed.atom", "/feed.rss", "/feed.json", ".rss", ".atom", ".rdf",
    ];

    /// <param name="html">The page.</param>
    /// <param name="address">Where it was found.</param>
    public static IReadOnlyList<FeedLink> Find(ReadOnlySpan<char> html, Uri? address)
    {
        var declared = new List<FeedLink>();
        var linked = new List<FeedLink>();
        var home = address;
        var hasBase = false;
        var looked = 0;
        foreach (var (name, attributes) in new HtmlTags(html))
        {
            if (Is(name, "base") && !hasBase && attributes.Find("href") is { } written)
            {
                hasBase = true;
                home = Addresses.ResolveUri(address, written) ?? home;
            }
            else if (Is(name, "link") && declared.Count < Most && looked++ < MostLooked)
            {
                Add(declared, Declared(attributes, home));
            }
            else if (Is(name, "a") && linked.Count < Most && looked++ < MostLooked)
            {
                Add(linked, Linked(attributes, home, address));
            }

            if (looked > MostLooked) break;
        }

        // A page's comments are not what somebody who gives the page's address is after.
        return [.. (declared.Count > 0 ? declared : linked).OrderBy(IsComments)];
    }

    /// <summary>The feeds that an answer's own headers declare (RFC 8288), best first.</summary>
    public static IReadOnlyList<FeedLink> Find(IReadOnlyList<LinkHeader> links, Uri? address)
    {
        var declared = new List<FeedLink>();
        foreach (var link in links)
        {
            if (declared.Count < Most) Add(declared, Declared(link.Relations, link.Type, link.Target, link.Title, address));
        }

        return [.. declared.OrderBy(IsComments)];
    }

    private static FeedLink? Declared(HtmlAttributes attributes, Uri? home) => Declared(
        (attributes.Find("rel") ?? "").Split([' ', '\t', '\r', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries),
        attributes.Find("type"), attributes.Find("href"), attributes.Find("title"), home);

    private static FeedLink? Declared(IReadOnlyList<string> relations, string? written, string? target, string? title, Uri? home)
    {
        var type = ContentType.Parse(written).Media;
        var isFeed = relations.Contains("feed", StringComparer.OrdinalIgnoreCase) && (type.Length == 0 || FeedTypes.Contains(type));
        if (!isFeed && !(relations.Contains("alternate", StringComparer.OrdinalIgnoreCase) && FeedTypes.Contains(type))) return null;
        if (string.IsNullOrWhiteSpace(target) || Addresses.Resolve(home, target) is not { } url) return null;

        // WordPress declares its API for the page in the same way as others declare JSON Feed.
        if (type == "application/json" && url.Contains("/wp-json/", StringComparison.OrdinalIgnoreCase)) return null;
        return new FeedLink(url, PlainText.Line(title ?? ""));
    }

    private static FeedLink? Linked(HtmlAttributes attributes, Uri? home, Uri? address)
    {
        if (attributes.Find("href") is not { } href || Addresses.ResolveUri(home, href) is not { } url) return null;
        if (address is not null && !url.Host.EndsWith(address.Host, StringComparison.OrdinalIgnoreCase) && !address.Host.EndsWith(url.Host, StringComparison.OrdinalIgnoreCase)) return null;
        return LooksLikeFeed(url) ? new FeedLink(url.AbsoluteUri, PlainText.Line(attributes.Find("title") ?? "")) : null;
    }

    private static void Add(List<FeedLink> feeds, FeedLink? feed)
    {
        if (feed is not null && !feeds.Exists(known => known.Url.Equals(feed.Url, StringComparison.Ordinal))) feeds.Add(feed);
    }

    /// <summary>Whether an address is one that feeds have.</summary>
    internal static bool LooksLikeFeed(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        return WellKnownEnds.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }

    internal static bool IsComments(FeedLink feed) =>
        feed.Url.Contains("/comments/", StringComparison.OrdinalIgnoreCase)
        || feed.Title.Contains("comment", StringComparison.OrdinalIgnoreCase) || feed.Title.Contains("commentaire", StringComparison.OrdinalIgnoreCase);

    private static bool Is(ReadOnlySpan<char> name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
