using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>What the sources ask a server. The seam for another client library: docs/decisions/0003.</summary>
internal interface IMastodonClient
{
    /// <summary>The server's description of itself; null when it gives none to us, as servers before 4.0.</summary>
    Task<Instance?> InstanceAsync(CancellationToken cancellation);

    /// <summary>One page of a hashtag's timeline, newest first; null when the server knows no such hashtag (404).</summary>
    Task<StatusPage?> TagAsync(TagQuestion question, CancellationToken cancellation);

    /// <summary>One page of the search for posts, newest first.</summary>
    /// <param name="words">Words that must all be there.</param>
    /// <param name="offset">How many results to pass over.</param>
    Task<StatusPage> SearchAsync(string words, int offset, CancellationToken cancellation);

    /// <summary>The hashtag's RSS, for servers that show their timelines to members alone.</summary>
    Task<IReadOnlyList<Item>> FeedAsync(string tag, CancellationToken cancellation);
}

/// <param name="Tag">Without <c>#</c>.</param>
/// <param name="Reach">Whose posts.</param>
/// <param name="After">A <see cref="StatusPage.Mark"/>: the page of what came right after it; null for the newest page.</param>
/// <param name="Page">A <see cref="StatusPage.Newer"/> or <see cref="StatusPage.Older"/>, which says all but the tag.</param>
internal sealed record TagQuestion(string Tag, Reach Reach, string? After = null, string? Page = null);

/// <summary>A page of posts, newest first, with where to go on. Both addresses are the server's, opaque, and without a host.</summary>
internal sealed record StatusPage(IReadOnlyList<Status> Statuses)
{
    /// <summary>The most a page holds.</summary>
    public const int Most = 40;

    public string? Newer { get; init; }

    public string? Older { get; init; }

    /// <summary>What a later fetch walks forward from.</summary>
    public string? Mark { get; init; }

    /// <summary>Records that could not be read.</summary>
    public int Unreadable { get; init; }

    public RateBudget Budget { get; init; } = RateBudget.Unknown;
}
