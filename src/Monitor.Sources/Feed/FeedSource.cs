using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>One feed, or the page that declares it.</summary>
public sealed class FeedSource : ISource
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1";

    // Publishers move feeds for good by mistake, too, and captive portals do it to everybody.
    private const int StableMoves = 3;

    // A page may declare feeds that are gone; nobody needs more attempts than this.
    private const int MostAttempts = 3;

    private readonly IWebGate web;
    private readonly TimeProvider time;
    private readonly Uri configured;
    private readonly string? language;

    internal FeedSource(string name, string address, string? language, SourceTools tools)
    {
        Identity = new SourceIdentity(name, "feed", address);
        configured = Addresses.ResolveUri(null, address)
            ?? throw new ArgumentException($"“{address}” is no web address.", nameof(address));
        (this.language, web, time) = (language, tools.Web, tools.Time);
    }

    public SourceIdentity Identity { get; }

    /// <summary>One source for each address, those of the list included.</summary>
    public static IReadOnlyList<ISource> Open(FeedOptions options, SourceTools tools) =>
        [.. options.Addressed(tools.Directory).Select(address => new FeedSource(options.Name, address, options.Language, tools))];

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var memory = request.Cursor.Read(FeedCursorJson.Default.FeedCursor) ?? new FeedCursor();
        if (memory.Address is null) return await FetchAsync(configured, memory, cancellation).ConfigureAwait(false);
        try
        {
            return await FetchAsync(new Uri(memory.Address), memory, cancellation).ConfigureAwait(false);
        }
        catch (SourceException exception) when (exception.Fault is SourceFault.Gone or SourceFault.Malformed)
        {
            // Where it was found or moved to it is no longer: begin again where it was configured.
            return await FetchAsync(configured, new FeedCursor { Seen = memory.Seen, Window = memory.Window }, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Fetched> FetchAsync(Uri address, FeedCursor memory, CancellationToken cancellation)
    {
        var answer = await AskAsync(address, memory.Validators, cancellation).ConfigureAwait(false);
        memory = memory.After(answer, StableMoves);
        if (answer.Status == HttpStatusCode.NotModified) return Unchanged(answer, memory);

        var feed = Parse(answer);
        return feed.Format is FeedFormat.Html or FeedFormat.Opml
            ? await DiscoverAsync(feed, answer, memory, cancellation).ConfigureAwait(false)
            : Fetch(feed, answer, memory);
    }

    private async Task<Fetched> DiscoverAsync(ParsedFeed page, GateAnswer found, FeedCursor memory, CancellationToken cancellation)
    {
        foreach (var candidate in page.Feeds.Take(MostAttempts))
        {
            if (Addresses.ResolveUri(null, candidate.Url) is not { } address) continue;
            if (await TryAsync(address, cancellation).ConfigureAwait(false) is not { } answer) continue;
            var feed = Parse(answer);
            if (feed.Problem is not null || feed.Format is FeedFormat.Html or FeedFormat.Opml) continue;
            return Fetch(feed, answer, memory with { Address = address.AbsoluteUri, MovedTo = null, MovedTimes = 0 });
        }

        throw new SourceException(SourceFault.Malformed, NoFeed.Explain(found, page));
    }

    /// <summary>Null when the candidate is not there: the next one may be.</summary>
    private async Task<GateAnswer?> TryAsync(Uri candidate, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(candidate, Validators.None, cancellation).ConfigureAwait(false);
        }
        catch (SourceException exception) when (exception.Fault is SourceFault.Gone or SourceFault.Denied or SourceFault.Malformed)
        {
            return null;
        }
    }

    private async Task<GateAnswer> AskAsync(Uri address, Validators validators, CancellationToken cancellation)
    {
        var answer = await web.SendAsync(new GateRequest(address) { Accept = Accept, Validators = validators }, cancellation).ConfigureAwait(false);
        answer.EnsureUsable(time);
        return answer;
    }

    private static ParsedFeed Parse(GateAnswer answer) => FeedParser.Parse(
        answer.Body.Span, answer.ContentType, Addresses.ResolveUri(answer.Address, answer.Header("Content-Location")) ?? answer.Address, answer.Header("Content-Language"));

    private Fetched Fetch(ParsedFeed feed, GateAnswer answer, FeedCursor memory)
    {
        if (feed.Problem is { } problem) throw new SourceException(SourceFault.Malformed, $"{answer.Address}: {problem}");
        var now = time.GetUtcNow();
        var items = FeedItems.Of(feed, language);
        var gap = FeedWindow.Between(memory, items, now);
        var covered = FeedWindow.Covered(memory, items, gap, now);
        // After an answer that is not believed the next look asks for all of it, and is held against the last one that was.
        var cursor = covered is null ? memory with { ETag = null, LastModified = null } : memory with
        {
            ETag = answer.Validators.ETag,
            LastModified = answer.Validators.LastModified,
            Seen = now,
            Window = items.Count > 0 ? FeedWindow.Of(items) : memory.Window,
        };
        return new Fetched(items, Cursor.Of(cursor, FeedCursorJson.Default.FeedCursor))
        {
            Covered = covered,
            Gaps = gap is null ? [] : [gap],
            Warnings = covered is null ? [.. feed.Warnings, $"{answer.Address} is a feed without entries, though it had some: it is not believed until it lists entries again."] : feed.Warnings,
            LeastInterval = LeastInterval.Of(answer, feed.Wish, now),
        };
    }

    private Fetched Unchanged(GateAnswer answer, FeedCursor memory)
    {
        var now = time.GetUtcNow();
        return new Fetched([], Cursor.Of(memory with { Seen = now }, FeedCursorJson.Default.FeedCursor))
        {
            Covered = Stretch.Until(now, memory.Seen ?? now),
            LeastInterval = LeastInterval.Of(answer, UpdateWish.None, now),
        };
    }
}
