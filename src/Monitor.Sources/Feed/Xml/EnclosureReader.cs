namespace Monitor.Sources.Feed.Xml;

/// <summary>Files that come with an entry, as RSS and Media RSS name them.</summary>
internal static class EnclosureReader
{
    public static void Read(ref XmlScanner scanner, EntryDraft entry, FeedWord word)
    {
        var attributes = scanner.Attributes;
        var address = attributes.Find("url") ?? attributes.Find("href");
        if (scanner.Resolve(scanner.Base, address) is { } url)
        {
            var type = (attributes.Find("type") ?? (word == FeedWord.MediaThumbnail ? "image/*" : attributes.Find("medium") is { } medium ? $"{medium}/*" : "")).Trim();
            entry.Enclose(new Enclosure(url, type, LinkReader.Size(attributes.Find("length") ?? attributes.Find("fileSize"))));
        }

        if (word != FeedWord.MediaContent) return;
        var depth = scanner.Depth;
        while (scanner.ReadChild(depth))
        {
            switch (FeedWords.Of(scanner.Vocabulary, scanner.Name))
            {
                case FeedWord.MediaThumbnail:
                    Read(ref scanner, entry, FeedWord.MediaThumbnail);
                    break;
                case FeedWord.OtherTitle when entry.OtherTitle.Length == 0:
                    entry.OtherTitle = RichTextReader.ReadLine(ref scanner);
                    break;
                case FeedWord.OtherSummary:
                    entry.OtherSummary ??= RichTextReader.Read(ref scanner);
                    break;
                case FeedWord.Keywords:
                    entry.TagEach(FieldText.Plain(ref scanner));
                    break;
            }
        }
    }
}
