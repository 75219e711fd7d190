using Monitor.Core.Fetching;

namespace Monitor.Core.Normalizing;

/// <summary>An item made clean: plain text, canonical address, links with their hops, language, fingerprint.</summary>
public sealed record Document
{
    /// <summary>The source's own identifier, unique within <see cref="Source"/>.</summary>
    public required string Id { get; init; }

    public required SourceIdentity Source { get; init; }

    public ItemType Type { get; init; } = ItemType.Article;

    /// <summary>Address of the document itself as people click it, unwrapped and without what only tracks; empty when it has none.</summary>
    public string Url { get; init; } = "";

    public string Title { get; init; } = "";

    public string Body { get; init; } = "";

    public Author Author { get; init; } = Author.Unknown;

    /// <summary>BCP 47 primary tag, declared or detected; empty when unknown.</summary>
    public string Language { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Link> Links { get; init; } = [];

    public long? Score { get; init; }

    /// <summary>The source's claim, clamped to years that can be stored.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Our clock, when it was first seen.</summary>
    public required DateTimeOffset Seen { get; init; }

    /// <summary>64-bit SimHash of the folded words; near-duplicates differ in few bits. 0 when there are no words.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary><see cref="TextPrint"/> of the item it was made of; 0 when unknown.</summary>
    public ulong Print { get; init; }

    /// <summary>Our clock, when its newest text replaced an earlier one; null when it never did.</summary>
    public DateTimeOffset? Edited { get; init; }
}

/// <summary>An outgoing link with all its hops: as written, unwrapped, resolved.</summary>
/// <param name="Hops">Absolute addresses; the first is as written, the last where it leads as far as known.</param>
public sealed record Link(IReadOnlyList<string> Hops)
{
    public Link(string address)
        : this([address])
    {
    }

    /// <summary>Where the link leads, as far as known.</summary>
    public string Target => Hops[^1];
}
