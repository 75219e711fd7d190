using Monitor.Sources.Feed.Microformats;
using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>A page where a feed was due: its title, language, the feeds it declares, and the entries it marks up itself.</summary>
internal static class PageReader
{
    // As of pages that are watched: what is longer is no page that people read.
    private const int Longest = 5_000_000;

    public static void Read(ReadOnlySpan<char> html, Uri? address, FeedDraft feed)
    {
        var isPage = html.Length <= Longest;
        if (!isPage)
        {
            feed.Warn($"The page is longer than {Longest} characters; what follows was not read.");
            html = html[..Longest];
        }

        feed.Feeds.AddRange(FeedDiscovery.Find(html, address));
        feed.Title = Title(html);
        feed.Url = address?.AbsoluteUri ?? "";
        if (isPage && HFeedReader.MayRead(html)) HFeedReader.Read(html, address, feed);
        if (feed.Feeds.Count == 0 && !feed.Entries.Drafts.Any()) feed.Problem = "This is a page, not a feed, and it declares none.";
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
