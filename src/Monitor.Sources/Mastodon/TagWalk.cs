using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>One walk over the pages of a hashtag's timeline.</summary>
internal sealed class TagWalk(IMastodonClient client, string tag, Access access, string server)
{
    // Posts of the time before the last look that federated late.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private readonly List<Item> items = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public IReadOnlyList<Item> Items => items;

    /// <summary>Where a later walk goes on; null when no page had a post.</summary>
    public string? Mark { get; private set; }

    /// <summary>Whether the walk came to the end, not to the most that one fetch reads.</summary>
    public bool IsComplete { get; private set; }

    public bool IsForward { get; private set; }

    public int Unreadable { get; private set; }

    public RateBudget Budget { get; private set; } = RateBudget.Unknown;

    /// <summary>From a mark to the newest post.</summary>
    public async Task ForwardAsync(string mark, int most, CancellationToken cancellation)
    {
        IsForward = true;
        var question = new TagQuestion(tag, access.Reach, After: mark);
        for (var pages = 0; pages < most && !Budget.IsSpent; pages++)
        {
            var page = await AskAsync(question, cancellation);
            if (!Take(page))
            {
                IsComplete = true;
                return;
            }

            Mark = page.Mark ?? Mark;
            question = question with { After = Mark, Page = page.Newer };
        }
    }

    /// <summary>From the newest post back: one page at first contact, later as far as what was not there at the last look.</summary>
    public async Task BackAsync(DateTimeOffset? lastLook, int most, CancellationToken cancellation)
    {
        var question = new TagQuestion(tag, access.Reach);
        for (var pages = 0; pages < most && !Budget.IsSpent; pages++)
        {
            var page = await AskAsync(question, cancellation);
            Mark ??= page.Mark;
            if (!Take(page) || page.Older is null || lastLook is null || page.Statuses.All(status => StatusItem.Published(status) < lastLook - Overlap))
            {
                IsComplete = true;
                return;
            }

            question = question with { Page = page.Older };
        }
    }

    private async Task<StatusPage> AskAsync(TagQuestion question, CancellationToken cancellation)
    {
        var page = await client.TagAsync(question, cancellation);
        // A server that speaks this API answers 404 to a hashtag that nobody has used yet; any other 404 means that it does not.
        if (page is null && !access.Known) throw new SourceException(SourceFault.Gone, $"{server} has no Mastodon API (404): check Server, or name a server that has one.");
        return page ?? new StatusPage([]);
    }

    /// <returns>Whether the page brought posts that this walk had not met; a server that ignores where we are would walk us in circles.</returns>
    private bool Take(StatusPage page)
    {
        Budget = page.Budget;
        Unreadable += page.Unreadable;
        var met = ids.Count;
        foreach (var status in page.Statuses.Where(status => ids.Add(status.Id!)))
        {
            if (StatusItem.Of(status, server) is { } item) items.Add(item);
        }

        return ids.Count > met;
    }
}
