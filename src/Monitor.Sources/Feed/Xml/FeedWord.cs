using System.Collections.Frozen;

namespace Monitor.Sources.Feed.Xml;

/// <summary>What an element of a feed means, whichever vocabulary it is taken from.</summary>
internal enum FeedWord
{
    None,
    Channel, Items, Entry,
    Title, OtherTitle, Link, Id, Language,
    Description, Summary, OtherSummary, Content,
    Published, Updated, Created, Date,
    Author, OtherAuthor, Owner,
    Category, Keywords,
    Enclosure, MediaContent, MediaThumbnail, MediaGroup, PeerLink,
    Comments, CommentsFeed, OriginalLink, Source, Reply,
    Complete, Archive,
    TimeToLive, SkipHours, SkipDays, UpdatePeriod, UpdateFrequency,
}

/// <summary>The words of feeds by vocabulary and name; names are compared without case, as feeds mix it.</summary>
internal static class FeedWords
{
    private static FrozenDictionary<string, FeedWord>.AlternateLookup<ReadOnlySpan<char>> Own { get; } = Of(
        (FeedWord.Channel, "channel"), (FeedWord.Items, "items"), (FeedWord.Entry, "item entry"),
        (FeedWord.Title, "title"), (FeedWord.Link, "link"), (FeedWord.Id, "guid id"), (FeedWord.Language, "language"),
        (FeedWord.Description, "description tagline subtitle abstract info"), (FeedWord.Summary, "summary"), (FeedWord.Content, "content body fullitem"),
        (FeedWord.Published, "pubdate published issued"), (FeedWord.Updated, "updated modified lastbuilddate"), (FeedWord.Created, "created"), (FeedWord.Date, "date"),
        (FeedWord.Author, "author creator"), (FeedWord.Owner, "managingeditor"), (FeedWord.Category, "category"),
        (FeedWord.Enclosure, "enclosure"), (FeedWord.Comments, "comments"), (FeedWord.Source, "source"),
        (FeedWord.TimeToLive, "ttl"), (FeedWord.SkipHours, "skiphours"), (FeedWord.SkipDays, "skipdays"));

    private static readonly Dictionary<Vocabulary, FrozenDictionary<string, FeedWord>.AlternateLookup<ReadOnlySpan<char>>> Words = new()
    {
        [Vocabulary.Plain] = Own,
        [Vocabulary.Atom] = Own,
        [Vocabulary.Content] = Of((FeedWord.Content, "encoded")),
        [Vocabulary.Xhtml] = Of((FeedWord.Content, "body div")),
        [Vocabulary.DublinCore] = Of(
            (FeedWord.OtherTitle, "title"), (FeedWord.Description, "description abstract"), (FeedWord.Author, "creator author"), (FeedWord.Category, "subject"),
            (FeedWord.Date, "date"), (FeedWord.Language, "language"), (FeedWord.Published, "issued available"), (FeedWord.Created, "created"), (FeedWord.Updated, "modified")),
        [Vocabulary.Itunes] = Of(
            (FeedWord.OtherTitle, "title"), (FeedWord.OtherAuthor, "author"), (FeedWord.Owner, "owner"), (FeedWord.OtherSummary, "summary subtitle"),
            (FeedWord.Keywords, "keywords"), (FeedWord.Category, "category")),
        [Vocabulary.GooglePlay] = Of(
            (FeedWord.OtherAuthor, "author"), (FeedWord.Owner, "owner email"), (FeedWord.OtherSummary, "description"), (FeedWord.Category, "category")),
        [Vocabulary.Media] = Of(
            (FeedWord.OtherTitle, "title"), (FeedWord.OtherSummary, "description"), (FeedWord.Keywords, "keywords"), (FeedWord.Category, "category"), (FeedWord.MediaGroup, "group"),
            (FeedWord.MediaContent, "content"), (FeedWord.MediaThumbnail, "thumbnail"), (FeedWord.PeerLink, "peerlink")),
        [Vocabulary.Syndication] = Of((FeedWord.UpdatePeriod, "updateperiod"), (FeedWord.UpdateFrequency, "updatefrequency")),
        [Vocabulary.History] = Of((FeedWord.Complete, "complete"), (FeedWord.Archive, "archive")),
        [Vocabulary.FeedBurner] = Of((FeedWord.OriginalLink, "origlink")),
        [Vocabulary.Comments] = Of((FeedWord.CommentsFeed, "commentrss")),
        [Vocabulary.Thread] = Of((FeedWord.Reply, "in-reply-to")),
    };

    public static FeedWord Of(Vocabulary vocabulary, ReadOnlySpan<char> name) =>
        Words.TryGetValue(vocabulary, out var words) && words.TryGetValue(name, out var word) ? word : FeedWord.None;

    private static FrozenDictionary<string, FeedWord>.AlternateLookup<ReadOnlySpan<char>> Of(params ReadOnlySpan<(FeedWord Word, string Names)> rows)
    {
        var words = new Dictionary<string, FeedWord>(StringComparer.OrdinalIgnoreCase);
        foreach (var (word, names) in rows)
        {
            foreach (var name in names.Split(' ')) words[name] = word;
        }

        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
