using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>The feed itself, whatever it is called: channel, feed, RDF. Its entries may stand inside or beside it.</summary>
internal static class ChannelReader
{
    public static void Read(ref XmlScanner scanner, FeedDraft feed)
    {
        var depth = scanner.Depth;
        if (feed.Language.Length == 0) feed.Language = Languages.Tag(scanner.Language);
        if (scanner.Attributes.Find("href") is { } home)
        {
            feed.Url = scanner.Resolve(scanner.Base, home) ?? "";
            scanner.Adopt(feed.Url);
        }

        feed.Updated ??= TolerantDate.Parse(scanner.Attributes.Find("lastmod"));
        while (!feed.Entries.IsFull && scanner.ReadChild(depth)) ReadField(ref scanner, feed, FeedWords.Of(scanner.Vocabulary, scanner.Name));
    }

    private static void ReadField(ref XmlScanner scanner, FeedDraft feed, FeedWord word)
    {
        switch (word)
        {
            case FeedWord.Entry:
                feed.Entries.Add(EntryReader.Read(ref scanner));
                break;
            case FeedWord.Channel:
                Read(ref scanner, feed);
                break;
            case FeedWord.Items:
                ReadItems(ref scanner, feed);
                break;
            case FeedWord.Title when feed.Title.Length == 0:
                feed.Title = RichTextReader.ReadLine(ref scanner);
                break;
            case FeedWord.OtherTitle when feed.OtherTitle.Length == 0:
                feed.OtherTitle = RichTextReader.ReadLine(ref scanner);
                break;
            case FeedWord.Link:
                ReadLink(ref scanner, feed);
                break;
            case FeedWord.Description or FeedWord.Summary when feed.Description.Length == 0:
                feed.Description = RichTextReader.Read(ref scanner)?.ToPlain() ?? "";
                break;
            case FeedWord.OtherSummary when feed.OtherDescription.Length == 0:
                feed.OtherDescription = RichTextReader.Read(ref scanner)?.ToPlain() ?? "";
                break;
            case FeedWord.Language:
                var tag = Languages.Tag(FieldText.Plain(ref scanner));
                if (tag.Length > 0) feed.Language = tag;
                break;
            case FeedWord.Author or FeedWord.OtherAuthor:
                EntryReader.Take(feed.Authors, PersonReader.Read(ref scanner));
                break;
            case FeedWord.Owner:
                EntryReader.Take(feed.Owners, PersonReader.Read(ref scanner));
                break;
            case FeedWord.Updated or FeedWord.Date:
                feed.Updated = TolerantDate.Parse(FieldText.Plain(ref scanner)) ?? feed.Updated;
                break;
            case FeedWord.Published or FeedWord.Created:
                feed.Published = TolerantDate.Parse(FieldText.Plain(ref scanner)) ?? feed.Published;
                break;
            case FeedWord.Complete:
                feed.IsComplete = true;
                break;
            case FeedWord.Archive:
                feed.IsArchive = true;
                break;
            default:
                ReadWish(ref scanner, feed.Wish, word);
                break;
        }
    }

    /// <summary>RSS 1.0's table of contents is skipped; RSS 1.1 keeps its items here.</summary>
    private static void ReadItems(ref XmlScanner scanner, FeedDraft feed)
    {
        var depth = scanner.Depth;
        while (!feed.Entries.IsFull && scanner.ReadChild(depth))
        {
            if (FeedWords.Of(scanner.Vocabulary, scanner.Name) == FeedWord.Entry) feed.Entries.Add(EntryReader.Read(ref scanner));
        }
    }

    private static void ReadLink(ref XmlScanner scanner, FeedDraft feed)
    {
        var link = LinkReader.Read(ref scanner);
        if (link.Url.Length == 0) return;
        if (link.Relation is "alternate" or "self") scanner.Adopt(link.Url);
        switch (link.Relation)
        {
            case "alternate" when link.IsHtml && (link.Replaces || feed.Url.Length == 0):
                feed.Url = link.Url;
                break;
            case "self" when feed.Self.Length == 0:
                feed.Self = link.Url;
                break;
            case "hub" when feed.Hub.Length == 0:
                feed.Hub = link.Url;
                break;
            case "current":
                feed.Current = link.Url;
                break;
            case "next" or "prev-archive" when feed.Older.Length == 0:
                feed.Older = link.Url;
                break;
        }
    }

    private static void ReadWish(ref XmlScanner scanner, UpdateWishDraft wish, FeedWord word)
    {
        switch (word)
        {
            case FeedWord.TimeToLive:
                wish.TimeToLive(FieldText.Plain(ref scanner));
                break;
            case FeedWord.UpdatePeriod:
                wish.Period(FieldText.Plain(ref scanner));
                break;
            case FeedWord.UpdateFrequency:
                wish.Frequency(FieldText.Plain(ref scanner));
                break;
            case FeedWord.SkipHours or FeedWord.SkipDays:
                var depth = scanner.Depth;
                while (scanner.ReadChild(depth))
                {
                    if (word == FeedWord.SkipHours) wish.SkipHour(FieldText.Plain(ref scanner));
                    else wish.SkipDay(FieldText.Plain(ref scanner));
                }

                break;
        }
    }
}
