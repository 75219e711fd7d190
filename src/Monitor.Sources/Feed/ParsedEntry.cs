namespace Monitor.Sources.Feed;

/// <summary>One entry of a feed as its publisher wrote it.</summary>
public sealed record ParsedEntry
{
    /// <summary>guid, atom:id, JSON id or rdf:about, trimmed; empty when there is none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Where a person reads it; absolute, empty when unknown.</summary>
    public string Url { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>The whole text if the feed gives it, else null.</summary>
    public RichText? Content { get; init; }

    /// <summary>The description or summary; null when there is none.</summary>
    public RichText? Summary { get; init; }

    /// <summary>Its own authors, else its feed's.</summary>
    public IReadOnlyList<Person> Authors { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Absolute addresses it names beside those in its text: related, via, what it answers.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The page of comments; empty when there is none.</summary>
    public string Comments { get; init; } = "";

    /// <summary>The feed of comments; empty when there is none.</summary>
    public string CommentsFeed { get; init; } = "";

    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];

    /// <summary>BCP 47 tag in force, its feed's included; empty when none is declared.</summary>
    public string Language { get; init; } = "";

    /// <summary>The fullest text there is.</summary>
    public RichText Text => Content ?? Summary ?? RichText.Empty;
}

/// <summary>Somebody as a feed names them.</summary>
public sealed record Person(string Name, string Email = "", string Url = "")
{
    /// <summary>The name, or the address of one who gives none.</summary>
    public string Shown => Name.Length > 0 ? Name : Email;
}

/// <summary>A file that comes with an entry.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Type">Media type; may be empty.</param>
/// <param name="Length">Bytes; 0 when unknown.</param>
public sealed record Enclosure(string Url, string Type, long Length);
