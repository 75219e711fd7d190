using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>An entry while it is being read: what comes first stays, and what is better replaces it.</summary>
internal sealed class EntryDraft
{
    public const int MostEnclosures = 50;

    private const int MostTags = 200;
    private const int LongestTag = 500;

    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    /// <summary>A title of another vocabulary, for entries without one of their own.</summary>
    public string OtherTitle { get; set; } = "";

    public RichText? Content { get; set; }

    public RichText? Summary { get; set; }

    /// <summary>A summary of another vocabulary, for entries without one of their own.</summary>
    public RichText? OtherSummary { get; set; }

    /// <summary>Where it stood before a syndicator put a counter of its own in between.</summary>
    public string OriginalUrl { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>The identifier as an address, for entries without a link.</summary>
    public string PermaLink { get; set; } = "";

    public List<Person> Authors { get; } = [];

    /// <summary>Authors by another vocabulary or of the feed an entry was taken from.</summary>
    public List<Person> OtherAuthors { get; } = [];

    public DateTimeOffset? Published { get; set; }

    public DateTimeOffset? Updated { get; set; }

    public DateTimeOffset? Created { get; set; }

    /// <summary>A date that does not say of what.</summary>
    public DateTimeOffset? Dated { get; set; }

    public List<string> Tags { get; } = [];

    public List<string> Links { get; } = [];

    public string Comments { get; set; } = "";

    public string CommentsFeed { get; set; } = "";

    public List<Enclosure> Enclosures { get; } = [];

    /// <summary>Whether it has more files than are kept.</summary>
    public bool HasMoreEnclosures { get; private set; }

    public string Language { get; set; } = "";

    public DateTimeOffset? Moment => Published ?? Dated ?? Created ?? Updated;

    /// <summary>Of everything that may be long.</summary>
    public int TextLength => Title.Length + OtherTitle.Length + (Content?.Value.Length ?? 0) + (Summary?.Value.Length ?? 0) + (OtherSummary?.Value.Length ?? 0);

    public void Enclose(Enclosure enclosure)
    {
        if (Enclosures.Exists(known => known.Url.Equals(enclosure.Url, StringComparison.Ordinal))) return;
        if (Enclosures.Count < MostEnclosures) Enclosures.Add(enclosure);
        else HasMoreEnclosures = true;
    }

    /// <summary>Words with commas between them.</summary>
    public void TagEach(ReadOnlySpan<char> keywords)
    {
        foreach (var keyword in keywords.Split(','))
        {
            if (Tags.Count == MostTags) return;
            Tag(PlainText.Line(keywords[keyword]));
        }
    }

    public void Tag(string tag)
    {
        tag = PlainText.Cut(tag, LongestTag);
        if (tag.Length > 0 && Tags.Count < MostTags && !Tags.Contains(tag, StringComparer.Ordinal)) Tags.Add(tag);
    }

    public ParsedEntry Build(IReadOnlyList<Person> feedAuthors, string feedLanguage) => new()
    {
        Id = Id,
        Url = FirstOf(OriginalUrl, Url, PermaLink, Enclosures.Count > 0 ? Enclosures[0].Url : ""),
        Title = FirstOf(Title, OtherTitle),
        Content = Content,
        Summary = Summary ?? OtherSummary,
        Authors = Authors.Count > 0 ? Authors : OtherAuthors.Count > 0 ? OtherAuthors : feedAuthors,
        Published = Published ?? Dated ?? Created,
        Updated = Updated ?? Dated,
        Tags = Tags,
        Links = Links,
        Comments = Comments,
        CommentsFeed = CommentsFeed,
        Enclosures = Enclosures,
        Language = FirstOf(Language, feedLanguage),
    };

    private static string FirstOf(params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value.Length > 0) return value;
        }

        return "";
    }
}
