namespace Monitor.Sources.Feed;

/// <summary>A feed while it is being read: what comes first stays, and what is better replaces it.</summary>
internal sealed class FeedDraft(string encoding)
{
    private readonly List<string> warnings = [];

    public FeedFormat Format { get; set; }

    public string Title { get; set; } = "";

    /// <summary>A title of another vocabulary, for feeds without one of their own.</summary>
    public string OtherTitle { get; set; } = "";

    public string Url { get; set; } = "";

    public string Self { get; set; } = "";

    public string Hub { get; set; } = "";

    public string Older { get; set; } = "";

    public bool IsComplete { get; set; }

    public bool IsArchive { get; set; }

    public string Current { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>A description of another vocabulary, for feeds without one of their own.</summary>
    public string OtherDescription { get; set; } = "";

    public string Language { get; set; } = "";

    public DateTimeOffset? Updated { get; set; }

    public DateTimeOffset? Published { get; set; }

    public List<Person> Authors { get; } = [];

    /// <summary>Who owns the feed, for entries of feeds that name no author.</summary>
    public List<Person> Owners { get; } = [];

    public EntryWindow Entries { get; } = new();

    public List<FeedLink> Feeds { get; } = [];

    public UpdateWishDraft Wish { get; } = new();

    public string? Problem { get; set; }

    public void Warn(string? warning)
    {
        if (warning is not null && !warnings.Contains(warning, StringComparer.Ordinal)) warnings.Add(warning);
    }

    public ParsedFeed Build()
    {
        Warn(Entries.Warning);
        if (Entries.Drafts.Any(entry => entry.HasMoreEnclosures)) Warn($"An entry has more than {EntryDraft.MostEnclosures} enclosures; only the first were read.");
        var authors = Authors.Count > 0 ? Authors : Owners;
        return new ParsedFeed
        {
            Format = Format,
            Encoding = encoding,
            Title = Title.Length > 0 ? Title : OtherTitle,
            Url = Url,
            Self = Self,
            Hub = Hub,
            Older = Older,
            IsComplete = IsComplete,
            IsArchive = IsArchive,
            Current = Current,
            Description = Description.Length > 0 ? Description : OtherDescription,
            Language = Language,
            Updated = Updated ?? Published,
            Entries = [.. Entries.Drafts.Select(entry => entry.Build(authors, Language))],
            Feeds = Feeds,
            Wish = Wish.Build(),
            Warnings = warnings,
            Problem = Problem,
        };
    }
}
