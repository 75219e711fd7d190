using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// One hashtag of one server. The timeline is walked forward from a mark with <c>min_id</c>, page by page, so that nothing that came
/// between two fetches is passed over; where the server shows it to members alone, the hashtag's RSS is read.
/// </summary>
internal sealed class HashtagSource(MastodonOptions options, string tag, IMastodonClient client, TimeProvider time) : ISource
{
    // 1,000 posts; the server allows 300 such requests in a quarter of an hour.
    private const int MostPages = 25;

    private static readonly TimeSpan AccessHolds = TimeSpan.FromDays(1);

    public SourceIdentity Identity { get; } = new(options.Name, "mastodon", $"#{tag}");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var memory = HashtagMemory.Of(request.Cursor);
        memory = memory with { Access = await AccessAsync(memory, cancellation) };
        if (memory.Access.Reach == Reach.Closed) return await FeedAsync(memory, refusal: null, cancellation);
        try
        {
            return await TimelineAsync(memory, cancellation);
        }
        catch (SourceException refusal) when (refusal.Fault == SourceFault.Denied && options.AccessToken is null)
        {
            return await FeedAsync(memory with { Access = null }, refusal, cancellation);
        }
    }

    private async Task<Access> AccessAsync(HashtagMemory memory, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (memory.Access is { } known && known.Until > now) return known;
        var instance = await client.InstanceAsync(cancellation);
        var reach = (instance ?? new Instance()).HashtagReach(options.AccessToken is not null, options.Local);
        return new(reach, instance is not null, now + AccessHolds);
    }

    private async Task<Fetched> TimelineAsync(HashtagMemory memory, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var walk = new TagWalk(client, tag, memory.Access!, options.Server);
        if (memory.Start(now) is { } mark) await walk.ForwardAsync(mark, MostPages, cancellation);
        else await walk.BackAsync(memory.Read, MostPages, cancellation);

        var items = memory.Seen.New(walk.Items);
        var after = memory.Walked(walk.Mark, walk.Items, items.Count, walk.IsComplete || !walk.IsForward, now);
        return new(items, Cursor.Of(after, MastodonMemory.Default.HashtagMemory))
        {
            Covered = Stretch.Until(now, memory.Read ?? Oldest(walk.Items) ?? now),
            Gaps = walk.IsComplete ? [] : [Unread(walk, memory, now)],
            Warnings = [.. Warnings(walk, memory.Access!)],
            LeastInterval = walk.Budget.Pause(now),
        };
    }

    private static DateTimeOffset? Oldest(IReadOnlyList<Item> posts) => posts.Min(post => post.Published);

    private IEnumerable<string> Warnings(TagWalk walk, Access access)
    {
        if (walk.Unreadable > 0) yield return $"{walk.Unreadable} posts of #{tag} on {options.Server} could not be read and were passed over.";
        if (access.Reach == Reach.Local && !options.Local) yield return $"{options.Server} shows strangers only its own members' posts under #{tag}: set AccessToken to see those of other servers.";
    }

    private Gap Unread(TagWalk walk, HashtagMemory memory, DateTimeOffset now)
    {
        var published = walk.Items.Select(item => item.Published).OfType<DateTimeOffset>().Where(moment => moment < now).ToList();
        return walk.IsForward
            ? new(published.Count > 0 ? published.Max() : memory.Read ?? now, now, $"#{tag} on {options.Server} had more posts than one look reads; the next look goes on from there.") { Cause = GapCause.TooMuch }
            : new(memory.Read ?? now, published.Count > 0 ? published.Min() : now, $"#{tag} on {options.Server} had more posts than one look reads.") { Cause = GapCause.TooMuch };
    }

    /// <param name="refusal">Why the timeline could not be read, to be told when the RSS cannot either; null when the server said so beforehand.</param>
    private async Task<Fetched> FeedAsync(HashtagMemory memory, SourceException? refusal, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        IReadOnlyList<Item> posts;
        try
        {
            posts = [.. (await client.FeedAsync(tag, cancellation)).Reverse()];
        }
        catch (SourceException fault) when (fault.Fault is SourceFault.Denied or SourceFault.Gone or SourceFault.Malformed)
        {
            throw refusal ?? new SourceException(
                SourceFault.Denied,
                $"{options.Server} shows #{tag} to nobody outside, neither its timeline nor its RSS: set AccessToken to a token of an account there, or follow the hashtag on another server.",
                null,
                fault);
        }

        var items = memory.Seen.New(posts);
        var missed = memory.Read is { } last && posts.Count > 0 && items.Count == posts.Count && memory.Seen.Prints.Count > 0
            ? new Gap(last, items[0].Published ?? now, $"#{tag} on {options.Server} had more posts than its RSS holds.") { Cause = GapCause.TooMuch }
            : null;
        return new(items, Cursor.Of(memory with { Marks = [], Behind = false, Read = now, Seen = SeenItems.Only(posts) }, MastodonMemory.Default.HashtagMemory))
        {
            Covered = Stretch.Until(now, memory.Read ?? Oldest(posts) ?? now),
            Gaps = missed is { } gap && gap.From < gap.To ? [gap] : [],
        };
    }
}
