using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>
/// From a page to its feed: what its headers and its head declare; else the page itself, where it is marked up as a feed; else what stands
/// at the usual addresses.
/// </summary>
internal sealed class FeedFinder(FeedWire wire)
{
    // A page may declare feeds that are gone; nobody needs more attempts than this.
    private const int MostAttempts = 3;

    // Bytes of answers that are no feeds: who meets each attempt with megabytes is not asked again.
    private const int MostRead = 4 << 20;

    // By how often they are what a site without a declaration has.
    private static readonly string[] Usual = ["feed", "rss", "atom.xml", "index.xml", "feed.xml", "rss.xml", "feed.json"];

    /// <summary>Null when there is none.</summary>
    /// <param name="found">The page, as it came.</param>
    /// <param name="mayGuess">Whether the usual addresses may be tried.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<FoundFeed?> FindAsync(FoundFeed found, bool mayGuess, CancellationToken cancellation)
    {
        var (page, answer) = (found.Feed, found.Answer);
        var declared = Declared(page, answer);
        if (await FirstAsync(declared.Take(MostAttempts), false, cancellation).ConfigureAwait(false) is { } feed) return feed;
        if (page.Entries.Count > 0) return found;

        // Who names the address of a feed does not want another one.
        return mayGuess && declared.Count == 0 && page.Feeds.Count == 0 && page.Format == FeedFormat.Html && !NoFeed.IsBarrier(answer) && !FeedDiscovery.LooksLikeFeed(answer.Hops[0])
            ? await FirstAsync(Guesses(answer.Address), true, cancellation).ConfigureAwait(false)
            : null;
    }

    /// <summary>The feeds of a page's own; those of its comments are not what somebody who gives the page's address is after, unless that is one of comments.</summary>
    private static List<Uri> Declared(ParsedFeed page, GateAnswer found)
    {
        var isOfComments = FeedDiscovery.IsComments(new FeedLink(found.Hops[0].AbsoluteUri));
        return
        [
            .. FeedDiscovery.Find(LinkHeader.Of(found), found.Address).Concat(page.Feeds)
                .Where(feed => isOfComments || !FeedDiscovery.IsComments(feed))
                .Select(feed => Addresses.ResolveUri(null, feed.Url))
                .OfType<Uri>().Distinct(),
        ];
    }

    /// <summary>
    /// Below the page's own folder only: the feed of a whole host is not the feed of one of its pages. "/blog" is a folder, "/blog.html" lies in one.
    /// </summary>
    private static IEnumerable<Uri> Guesses(Uri page)
    {
        var path = page.AbsolutePath;
        var file = path[(path.LastIndexOf('/') + 1)..];
        var folder = file.Contains('.', StringComparison.Ordinal) ? path[..^file.Length] : path;
        return Usual.Select(name => new Uri(page, $"{folder.TrimEnd('/')}/{name}"));
    }

    private async Task<FoundFeed?> FirstAsync(IEnumerable<Uri> candidates, bool guessed, CancellationToken cancellation)
    {
        var read = 0;
        foreach (var candidate in candidates)
        {
            if (await wire.TryAsync(candidate, guessed, cancellation).ConfigureAwait(false) is not { } answer) continue;
            if (answer.IsFeed) return answer with { Address = candidate.AbsoluteUri };
            read += answer.Length;
            if (read > MostRead) break;
        }

        return null;
    }
}
