using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>A page where a feed was due: its title, language and the feeds it declares.</summary>
internal static class PageReader
{
    public static void Read(string html, Uri? address, FeedDraft feed)
    {
        feed.Feeds.AddRange(FeedDiscovery.Find(html, address));
        feed.Title = Title(html);
        if (feed.Feeds.Count == 0) feed.Problem = "This is a page, not a feed, and it declares none.";
        feed.Url = address?.AbsoluteUri ?? "";
        foreach (var (name, attributes) in new HtmlTags(html))
        {
            if (!name.Equals("html", StringComparison.OrdinalIgnoreCase)) continue;
            feed.Language = Languages.Tag(attributes.Find("lang"));
            break;
        }
    }

    private static string Title(ReadOnlySpan<char> html)
    {
        var start = html.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        if (start < 0) return "";
        html = html[start..];
        var open = html.IndexOf('>');
        if (open < 0) return "";
        html = html[(open + 1)..];
        var close = html.IndexOf("</title", StringComparison.OrdinalIgnoreCase);
        return close < 0 ? "" : PlainText.Line(CharacterReferences.Decode(html[..close]));
    }
}
