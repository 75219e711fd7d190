using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>One feed, or the page that declares it.</summary>
public sealed class FeedSource : ISource
{
    // Publishers move feeds for good by mistake, too, and captive portals do it to everybody.
    private const int StableMoves = 3;

    // A search that finds nothing for a day finds nothing; what broke is mended by then, or will be missed by somebody else, too.
    private static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    private readonly FeedOptions options;
    private readonly TimeProvider time;
    private readonly Uri configured;
    private readonly FeedWire wire;
    private readonly Pace pace;

    internal FeedSource(FeedOptions options, string address, SourceTools tools)
    {
        Identity = new SourceIdentity(options.Name, "feed", address);
        configured = Addresses.ResolveUri(null, address)
            ?? throw new ArgumentException($"“{address}” is no web address.", nameof(address));
        (this.options, time) = (options, tools.Time);
        wire = new FeedWire(tools.Web, tools.Time);
        pace = new Pace(options.Every, options.Stretch);
    }

    public SourceIdentity Identity { get; }

    /// <summary>One source for each address, those of the list included.</summary>
    public static IReadOnlyList<ISource> Open(FeedOptions options, SourceTools tools) =>
        [.. options.Addressed(tools.Directory).Select(address => new FeedSource(options, address, tools))];

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var memory = FeedCursor.Of(request.Cursor);
        if (memory.Address is null) return await FetchAsync(configured, memory, cancellation).ConfigureAwait(false);
        try
        {
            return await FetchAsync(new Uri(memory.Address), memory, cancellation).ConfigureAwait(false);
        }
        catch (SourceException exception) when (exception.Fault is SourceFault.Gone or SourceFault.Malformed)
        {
            // Where it was found or moved to it is no longer: begin again where it was configured.
            var again = memory with { Address = null, MovedTo = null, MovedTimes = 0, Read = null };
            return await FetchAsync(configured, again, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Fetched> FetchAsync(Uri address, FeedCursor memory, CancellationToken cancellation)
    {
        var page = await wire.ReadAsync(address, memory.Validators(time.GetUtcNow(), pace), cancellation).ConfigureAwait(false);
        memory = memory.After(page.Answer, StableMoves);
        if (page.Answer.Status == HttpStatusCode.NotModified) return Unchanged(page.Answer, memory);

        var found = page;
        if (page.Feed.Format is FeedFormat.Html or FeedFormat.Opml)
        {
            found = await new FeedFinder(wire).FindAsync(page, memory.Read is null, cancellation).ConfigureAwait(false)
                ?? throw new SourceException(SourceFault.Malformed, NoFeed.Explain(page.Answer, page.Feed));
        }

        if (found.Address is { } place) memory = memory with { Address = place, MovedTo = null, MovedTimes = 0 };
        if (found.Feed.Problem is { } problem) throw new SourceException(SourceFault.Malformed, $"{page.Answer.Address}: {problem}");
        return await TakeAsync(found, memory, cancellation).ConfigureAwait(false);
    }

    private async Task<Fetched> TakeAsync(FoundFeed found, FeedCursor memory, CancellationToken cancellation)
    {
        var known = KnownEntries.Of(memory);
        var run = await ReadAsync(found, memory, known, cancellation).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var items = known.Recognize(FeedItems.Of(run.Entries, options.Language));
        memory = memory with { Empty = items.Count > 0 || known.IsEmpty ? memory.Empty : memory.Empty ?? now };
        if (items.Count == 0 && now - memory.Empty < Doubt) return Unbelievable(found, memory);
        var (taken, held) = DayBudget.Spend(ref memory, items, options.PerDay, now);
        var gap = run.Reached ? null : memory.Missed(items, now, held);
        var covered = memory.Covered(items, gap, now);
        memory = memory with
        {
            ETag = found.Answer.Validators.ETag,
            LastModified = found.Answer.Validators.LastModified,
            Seen = now,
            Read = now,
            Empty = items.Count > 0 ? null : memory.Empty,
            News = memory.NewsAfter(taken, now),
            Entries = taken.Count > 0 ? known.After(taken) : memory.Entries,
        };
        return Fetched([.. taken.Select(item => item.Item)], memory, LeastInterval.Of(found.Answer, found.Feed.Wish, now)) with
        {
            Covered = covered,
            SaysPush = true,
            Push = FeedPush.Of(found),
            Gaps = gap is null ? [] : [gap],
            Warnings = [.. found.Feed.Warnings.Concat([FeedRemarks.OfArchive(found.Feed), FeedRemarks.OfRenamed(items), run.Warning, held]).OfType<string>()],
        };
    }

    /// <summary>The feed, and as many of its older pages as it takes to reach what is known.</summary>
    private Task<PageRun> ReadAsync(FoundFeed found, FeedCursor memory, KnownEntries known, CancellationToken cancellation)
    {
        var isFirst = memory.Seen is null;
        var isSpent = DayBudget.Spent(memory, time.GetUtcNow()) >= options.PerDay;
        var most = isFirst ? options.Backfill : isSpent ? 0 : OlderPages.MostForGap;
        return new OlderPages(wire).ReadAsync(found.Feed, found.Answer.Address, most, IsEnough, cancellation);

        // RFC 5005, 2: a complete feed holds all there is.
        bool IsEnough(ParsedFeed page) =>
            page.IsComplete || (!isFirst && (known.IsEmpty || page.Entries.Count == 0 || known.Overlap(known.Recognize(FeedItems.Of(page.Entries, options.Language)))));
    }

    private Fetched Unchanged(GateAnswer answer, FeedCursor memory)
    {
        var now = time.GetUtcNow();
        return Fetched([], memory with { Seen = now }, LeastInterval.Of(answer, UpdateWish.None, now)) with { Covered = Stretch.Until(now, memory.Seen ?? now) };
    }

    /// <summary>
    /// An empty feed that had entries: its maker broke, or something else answers in its place. The next look asks for all of it, and is held
    /// against the last one that was believed.
    /// </summary>
    private Fetched Unbelievable(FoundFeed found, FeedCursor memory) =>
        Fetched([], memory with { ETag = null, LastModified = null }, LeastInterval.Of(found.Answer, found.Feed.Wish, time.GetUtcNow())) with
        {
            Warnings = [.. found.Feed.Warnings, $"{found.Answer.Address} is a feed without entries, though it had some: it is not believed until it lists entries again, or has listed none for a day."],
        };

    private Fetched Fetched(IReadOnlyList<Item> items, FeedCursor memory, TimeSpan? wish)
    {
        var quiet = pace.After((memory.Seen - memory.News) ?? TimeSpan.Zero);
        return new Fetched(items, memory.Written()) { LeastInterval = quiet > wish || wish is null ? quiet : wish };
    }
}
