namespace Monitor.Core.Fetching;

/// <summary>What a source hands over: its own id, address, author, text and times, as the source says them. Text is plain text.</summary>
public sealed record Item
{
    /// <summary>The source's own identifier, unique within the source's part; never empty.</summary>
    public required string Id { get; init; }

    /// <summary>Where a person reads it; empty when the source gives no address.</summary>
    public string Url { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>Plain text: markup gone, entities decoded.</summary>
    public string Body { get; init; } = "";

    public Author Author { get; init; } = Author.Unknown;

    public ItemType Type { get; init; } = ItemType.Article;

    /// <summary>BCP 47 tag as the source declares it; empty when it does not.</summary>
    public string Language { get; init; } = "";

    /// <summary>Categories or hashtags, without the leading <c>#</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Absolute addresses the item links to, as written.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Points, favourites or likes, where the source counts them.</summary>
    public long? Score { get; init; }

    /// <summary>The source's claim, not our clock.</summary>
    public DateTimeOffset? Published { get; init; }
}

/// <summary>Who wrote an item, as far as the source says.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Handle">The handle without a leading <c>@</c>: <c>ann</c> or <c>ann@example.social</c>.</param>
/// <param name="Url">The author's page.</param>
/// <param name="Followers">Number of followers, where the source says.</param>
public sealed record Author(string Name = "", string Handle = "", string Url = "", long? Followers = null)
{
    public static Author Unknown { get; } = new();
}

/// <summary>What an item is; the lower-case name is what <c>type:</c> in a query compares with.</summary>
public enum ItemType
{
    Article,
    Post,
    Comment,
    Question,
    Answer,
    Issue,
    Video,
    Episode,
    Review,
    Page,
}
