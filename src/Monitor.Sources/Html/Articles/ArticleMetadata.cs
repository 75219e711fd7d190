using AngleSharp.Html.Dom;
using Monitor.Sources.Text;

namespace Monitor.Sources.Html.Articles;

/// <summary>
/// Headline, author and date as a page states them to machines (schema.org's JSON-LD, Open Graph, Dublin Core), else as it shows them.
/// </summary>
internal sealed record ArticleMetadata(string Title, string Byline, DateTimeOffset? Published)
{
    private const int LongestByline = 100;

    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " » ", " · ", " :: "];
    private static readonly string[] TitleNames = ["dc:title", "dc.title", "dcterm:title", "dcterms.title", "og:title", "weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title"];
    private static readonly string[] AuthorNames = ["dc:creator", "dc.creator", "dcterm:creator", "dcterms.creator", "author", "parsely-author", "article:author"];
    private static readonly string[] DateNames = ["article:published_time", "og:article:published_time", "datepublished", "dc.date", "dc:date", "dcterms.date", "dc.date.issued", "date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date"];

    public static ArticleMetadata Read(IHtmlDocument document)
    {
        var declared = LinkedData.Read(document);
        var metas = Metas(document);
        return new ArticleMetadata(
            First(declared.Headline, Meta(metas, TitleNames), HeadlineOf(document)),
            First(declared.Author, Meta(metas, AuthorNames, value => !value.Contains("://", StringComparison.Ordinal)), BylineOf(document)),
            TolerantDate.Parse(First(declared.Published, Meta(metas, DateNames), TimeOf(document))));
    }

    private static string First(params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (candidate.Length > 0) return candidate;
        }

        return "";
    }

    private static Dictionary<string, string> Metas(IHtmlDocument document)
    {
        var metas = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in document.QuerySelectorAll("meta[content]"))
        {
            var value = PageText.Collapsed(meta.GetAttribute("content")!);
            if (value.Length == 0) continue;

            // One property may hold several names (RDFa): «dc:title og:title».
            foreach (var name in $"{meta.GetAttribute("property")} {meta.GetAttribute("name")} {meta.GetAttribute("itemprop")}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
                metas.TryAdd(name, value);
        }

        return metas;
    }

    private static string Meta(Dictionary<string, string> metas, string[] names, Func<string, bool>? fits = null)
    {
        foreach (var name in names)
        {
            if (metas.TryGetValue(name, out var value) && (fits is null || fits(value))) return value;
        }

        return "";
    }

    /// <summary>The page's title without the site's name behind or before it, unless that leaves nothing to read.</summary>
    private static string HeadlineOf(IHtmlDocument document)
    {
        var title = PageText.Collapsed(document.Title ?? "");
        var cut = Separators.Max(separator => title.LastIndexOf(separator, StringComparison.Ordinal));
        if (cut > 0)
        {
            var front = title[..cut].Trim();
            return Words(front) >= 3 ? front : title;
        }

        var only = document.QuerySelectorAll("h1");
        return title.Length is > 0 and <= 150 || only.Length != 1 ? title : PageText.Flat(only[0]);
    }

    private static int Words(string text) => text.Split(' ').Length;

    private static string BylineOf(IHtmlDocument document)
    {
        foreach (var element in document.QuerySelectorAll("[rel~=author], [itemprop~=author], .byline, .author, .dateline, .p-author, .writtenby"))
        {
            var named = element.QuerySelector("[itemprop~=name]") ?? element;
            var text = PageText.Flat(named);
            if (text.Length is > 0 and < LongestByline) return text;
        }

        return "";
    }

    private static string TimeOf(IHtmlDocument document) =>
        document.QuerySelector("time[pubdate][datetime], time[itemprop~=datePublished][datetime], .entry-date[datetime], .dt-published[datetime], article time[datetime]")?.GetAttribute("datetime") ?? "";
}
