using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Monitor.Worker.Tests.Delivering.Email;

/// <summary>What mail clients bear and strangers may not reach: every element, attribute, style and link of a page is one we chose.</summary>
internal static class LetterLint
{
    public const int Cap = 90_000;

    private static readonly HashSet<string> Elements = ["html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td", "h1", "h2", "h3", "p", "a", "b", "span"];
    private static readonly HashSet<string> Attributes = ["lang", "dir", "charset", "name", "content", "class", "style", "role", "width", "cellpadding", "cellspacing", "border", "align", "href"];

    private static readonly HashSet<string> Properties =
    [
        "margin", "padding", "font-family", "font-size", "font-weight", "line-height", "color", "background-color", "border", "border-top", "border-radius", "width", "max-width",
        "max-height", "overflow", "display", "table-layout", "text-decoration", "word-wrap", "word-break", "mso-hide",
    ];

    public static IHtmlDocument Check(string html)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, Cap);
        var page = new HtmlParser().ParseDocument(html);
        foreach (var element in page.All)
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            foreach (var (property, value) in Style(element)) Assert.True(Properties.Contains(property) && !value.Contains("url", StringComparison.OrdinalIgnoreCase), $"{property}:{value}");
            if (element.GetAttribute("href") is { } address) CheckLink(element, new Uri(address));
        }

        Assert.Single(page.QuerySelectorAll("style"));
        CheckComments(page);
        return page;
    }

    public static IEnumerable<(string Property, string Value)> Style(IElement element) =>
        (element.GetAttribute("style") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':', 2)).Select(pair => (pair[0].Trim(), pair[1].Trim()));

    private static void CheckLink(IElement link, Uri address)
    {
        Assert.Contains(address.Scheme, new[] { "https", "http" });
        Assert.Empty(address.UserInfo);
        for (var around = link.ParentElement; around is not null; around = around.ParentElement)
        {
            if (around.LocalName == "td")
            {
                // Ours needs no host beside it: the footer shows it.
                Assert.True(address.Host == "monitor.example.org" || around.TextContent.Contains(address.IdnHost, StringComparison.Ordinal), $"no host beside {address}");
                return;
            }
        }

        Assert.Fail($"{address} stands outside a table");
    }

    private static void CheckComments(INode node)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IComment comment) Assert.Matches("^\\[if mso\\]>(<table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td>|</td></tr></table>)<!\\[endif\\]$", comment.Data);
            CheckComments(child);
        }
    }
}
