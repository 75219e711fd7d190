using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>One item or entry, from the start token that opened it to behind its end.</summary>
internal static class EntryReader
{
    // A feed's author is every entry's: a longer name is none, and would be multiplied.
    private const int LongestName = 500;

    public static EntryDraft Read(ref XmlScanner scanner)
    {
        var entry = new EntryDraft { Language = Languages.Tag(scanner.Language) };
        if ((scanner.Attributes.Find("rdf:about") ?? scanner.Attributes.Find("href")) is { } about)
        {
            entry.PermaLink = scanner.Resolve(scanner.Base, about) ?? "";
            if (scanner.Attributes.Find("rdf:about") is not null) entry.Id = about.Trim();
        }

        if (TolerantDate.Parse(scanner.Attributes.Find("lastmod")) is { } modified) entry.Updated = modified;
        ReadFields(ref scanner, entry);
        return entry;
    }

    private static void ReadFields(ref XmlScanner scanner, EntryDraft entry)
    {
        var depth = scanner.Depth;
        while (scanner.ReadChild(depth)) ReadField(ref scanner, entry, FeedWords.Of(scanner.Vocabulary, scanner.Name));
    }

    private static void ReadField(ref XmlScanner scanner, EntryDraft entry, FeedWord word)
    {
        switch (word)
        {
            case FeedWord.Title when entry.Title.Length == 0:
                entry.Title = RichTextReader.ReadLine(ref scanner);
                break;
            case FeedWord.OtherTitle when entry.OtherTitle.Length == 0:
                entry.OtherTitle = RichTextReader.ReadLine(ref scanner);
                break;
            case FeedWord.Link:
                ReadLink(ref scanner, entry);
                break;
            case FeedWord.Id when entry.Id.Length == 0 || scanner.Name.Equals("guid", StringComparison.OrdinalIgnoreCase):
                ReadId(ref scanner, entry);
                break;
            case FeedWord.Description or FeedWord.Summary:
                TakeSummary(entry, RichTextReader.Read(ref scanner));
                break;
            case FeedWord.OtherSummary:
                entry.OtherSummary ??= RichTextReader.Read(ref scanner);
                break;
            case FeedWord.Content:
                ReadContent(ref scanner, entry);
                break;
            case FeedWord.Author:
                Take(entry.Authors, PersonReader.Read(ref scanner));
                break;
            case FeedWord.OtherAuthor or FeedWord.Owner:
                Take(entry.OtherAuthors, PersonReader.Read(ref scanner));
                break;
            case FeedWord.Language:
                entry.Language = Languages.Tag(FieldText.Plain(ref scanner));
                break;
            case FeedWord.MediaGroup:
                ReadFields(ref scanner, entry);
                break;
            case FeedWord.Source:
                ReadSource(ref scanner, entry);
                break;
            default:
                if (!ReadDate(ref scanner, entry, word)) ReadReference(ref scanner, entry, word);
                break;
        }
    }

    private static bool ReadDate(ref XmlScanner scanner, EntryDraft entry, FeedWord word)
    {
        switch (word)
        {
            case FeedWord.Published:
                entry.Published = TolerantDate.Parse(FieldText.Plain(ref scanner)) ?? entry.Published;
                return true;
            case FeedWord.Updated:
                entry.Updated = TolerantDate.Parse(FieldText.Plain(ref scanner)) ?? entry.Updated;
                return true;
            case FeedWord.Created:
                entry.Created = TolerantDate.Parse(FieldText.Plain(ref scanner)) ?? entry.Created;
                return true;
            case FeedWord.Date:
                entry.Dated = TolerantDate.Parse(FieldText.Plain(ref scanner)) ?? entry.Dated;
                return true;
            default:
                return false;
        }
    }

    private static void ReadReference(ref XmlScanner scanner, EntryDraft entry, FeedWord word)
    {
        switch (word)
        {
            case FeedWord.Category:
                entry.Tag(Tags.Read(ref scanner));
                break;
            case FeedWord.Keywords:
                entry.TagEach(FieldText.Plain(ref scanner));
                break;
            case FeedWord.Enclosure or FeedWord.MediaContent or FeedWord.MediaThumbnail or FeedWord.PeerLink:
                EnclosureReader.Read(ref scanner, entry, word);
                break;
            case FeedWord.Comments:
                entry.Comments = ReadAddress(ref scanner);
                break;
            case FeedWord.CommentsFeed:
                entry.CommentsFeed = ReadAddress(ref scanner);
                break;
            case FeedWord.OriginalLink:
                entry.OriginalUrl = ReadAddress(ref scanner);
                break;
            case FeedWord.Reply:
                Add(entry.Links, scanner.Resolve(scanner.Base, scanner.Attributes.Find("href") ?? scanner.Attributes.Find("ref")));
                break;
        }
    }

    private static void ReadLink(ref XmlScanner scanner, EntryDraft entry)
    {
        var link = LinkReader.Read(ref scanner);
        if (link.Url.Length == 0) return;
        switch (link.Relation)
        {
            case "alternate" when link.IsHtml && (link.Replaces || entry.Url.Length == 0):
                entry.Url = link.Url;
                break;
            case "alternate" when entry.PermaLink.Length == 0:
                entry.PermaLink = link.Url;
                break;
            case "enclosure":
                entry.Enclose(new Enclosure(link.Url, link.Type, link.Length));
                break;
            case "replies" when link.Type is "text/html" or "application/xhtml+xml":
                entry.Comments = link.Url;
                break;
            case "replies":
                entry.CommentsFeed = link.Url;
                break;
            case "related" or "via":
                Add(entry.Links, link.Url);
                break;
        }
    }

    private static void ReadId(ref XmlScanner scanner, EntryDraft entry)
    {
        var isPermaLink = !"false".Equals(scanner.Attributes.Find("isPermaLink")?.Trim(), StringComparison.OrdinalIgnoreCase);
        var home = scanner.Base;
        var id = FieldText.Plain(ref scanner).Trim();
        if (id.Length == 0) return;
        entry.Id = id;
        if (isPermaLink && (id.Contains("://", StringComparison.Ordinal) || id.Contains('/', StringComparison.Ordinal)))
            entry.PermaLink = scanner.Resolve(home, id) ?? entry.PermaLink;
    }

    /// <summary>A second summary is the text that the first is the summary of.</summary>
    private static void TakeSummary(EntryDraft entry, RichText? summary)
    {
        if (summary is null) return;
        if (entry.Summary is null) entry.Summary = summary;
        else entry.Content ??= summary;
    }

    private static void ReadContent(ref XmlScanner scanner, EntryDraft entry)
    {
        if (entry.PermaLink.Length == 0 && scanner.Attributes.Find("src") is { } elsewhere) entry.PermaLink = scanner.Resolve(scanner.Base, elsewhere) ?? "";
        var language = Languages.Tag(scanner.Language);
        var content = RichTextReader.Read(ref scanner);
        if (content is null || (entry.Content is not null && (entry.Content.IsHtml || !content.IsHtml))) return;
        entry.Content = content;
        if (language.Length > 0) entry.Language = language;
    }

    /// <summary>The feed an entry was taken from: its authors are the entry's when that names none (RFC 4287, 4.1.2).</summary>
    private static void ReadSource(ref XmlScanner scanner, EntryDraft entry)
    {
        Add(entry.Links, scanner.Resolve(scanner.Base, scanner.Attributes.Find("url")));
        var depth = scanner.Depth;
        while (scanner.ReadChild(depth))
        {
            if (FeedWords.Of(scanner.Vocabulary, scanner.Name) == FeedWord.Author) Take(entry.OtherAuthors, PersonReader.Read(ref scanner));
        }
    }

    private static string ReadAddress(ref XmlScanner scanner)
    {
        var home = scanner.Base;
        return scanner.Resolve(home, FieldText.Plain(ref scanner)) ?? "";
    }

    internal static void Take(List<Person> people, Person? person)
    {
        if (person is not null && people.Count < 100 && person.Shown.Length <= LongestName && !people.Exists(known => known.Shown.Equals(person.Shown, StringComparison.Ordinal))) people.Add(person);
    }

    private static void Add(List<string> links, string? link)
    {
        if (link is not null && links.Count < 200 && !links.Contains(link, StringComparer.Ordinal)) links.Add(link);
    }
}
