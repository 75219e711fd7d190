using Monitor.Sources.Text;

namespace Monitor.Sources.Feed.Xml;

/// <summary>A list of feeds (OPML 1.0 and 2.0): outlines with an xmlUrl, in folders or not.</summary>
internal static class OpmlReader
{
    private const int Most = 20_000;

    // Each feed carries the names of its folders: long or many ones would be multiplied.
    private const int LongestTitle = 100;
    private const int MostFolders = 8;

    public static void Read(ref XmlScanner scanner, FeedDraft feed)
    {
        var folders = new Stack<(int Depth, string Name)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var refused = 0;
        string? group = null;
        while (scanner.Read() && scanner.Depth > 0)
        {
            while (folders.TryPeek(out var folder) && folder.Depth > scanner.Depth)
            {
                folders.Pop();
                group = null;
            }

            if (scanner.Token != XmlToken.Start) continue;
            if (scanner.Name.Equals("title", StringComparison.OrdinalIgnoreCase) && feed.Title.Length == 0) feed.Title = PlainText.Line(FieldText.Plain(ref scanner));
            if (!scanner.Name.Equals("outline", StringComparison.OrdinalIgnoreCase)) continue;

            var attributes = scanner.Attributes;
            var title = PlainText.Cut(PlainText.Line(attributes.Find("title") is { Length: > 0 } named ? named : attributes.Find("text") ?? ""), LongestTitle);
            if (attributes.Find("xmlUrl") is not { } address)
            {
                if (scanner.IsEmpty) continue;
                folders.Push((scanner.Depth, title));
                group = null;
                continue;
            }

            if (scanner.Resolve(scanner.Base, address) is not { } url) refused++;
            else if (known.Count < Most && known.Add(url)) feed.Feeds.Add(new FeedLink(url, title, group ??= string.Join('/', folders.Reverse().Take(MostFolders).Select(folder => folder.Name))));
        }

        if (refused > 0) feed.Warn($"{refused} outlines have an xmlUrl that is no http or https address.");
        if (known.Count == Most) feed.Warn($"Only the first {Most} feeds of the list were read.");
    }
}
