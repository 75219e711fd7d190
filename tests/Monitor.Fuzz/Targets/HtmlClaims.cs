using System.Collections.Frozen;
using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Http;
using Monitor.Sources.WebPage;

namespace Monitor.Fuzz.Targets;

/// <summary>Markup of strangers: as text, made harmless, as a page, as a post.</summary>
internal static class HtmlClaims
{
    private static readonly Uri Home = new("https://example.org/a/b");

    // Written a second time, as what may be there: what the cleaner forgets to drop shows here.
    private static readonly FrozenSet<string> Elements = FrozenSet.ToFrozenSet(
        ("a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s "
        + "samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr html head body").Split(' '), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Attributes = FrozenSet.ToFrozenSet(
        "href src alt title lang dir datetime cite colspan rowspan headers scope start reversed value width height abbr open".Split(' '), StringComparer.Ordinal);

    public static void Text(byte[] input)
    {
        var html = Encoding.UTF8.GetString(input);
        var links = new List<string>();
        var text = HtmlText.Read(html, Home, links);
        Claim.That(text.Length <= (html.Length * 2) + 16, "the text is longer than twice its markup");
        Claim.That(links.Count <= 2_000, "too many links");
        foreach (var link in links) Claim.IsWebOrEmpty(link, "a link");
        if (!html.Contains('\0', StringComparison.Ordinal)) Claim.IsText(text, "the text");
        var line = HtmlText.ReadLine(html);
        Claim.That(!line.Contains('\n', StringComparison.Ordinal), "a line has two lines");
    }

    public static void Harmless(byte[] input)
    {
        var clean = HarmlessHtml.Clean(Encoding.UTF8.GetString(input), Home);
        foreach (var scripting in input.Length < 16_000 ? (bool[])[false, true] : [input.Length % 2 == 0])
        {
            using var document = new HtmlParser(new HtmlParserOptions { IsScripting = scripting }, BrowsingContext.New(Configuration.Default)).ParseDocument($"<!doctype html><body>{clean}");
            foreach (var element in document.All) Check(element);
        }
    }

    public static void Post(byte[] input)
    {
        var post = PostText.Read(Encoding.UTF8.GetString(input));
        Claim.IsText(post.Text, "a post");
        foreach (var link in post.Links) Claim.IsWebOrEmpty(link, "a post's link");
    }

    public static void Page(byte[] input)
    {
        var answer = new GateAnswer { Address = Home, Status = HttpStatusCode.OK, Headers = new Dictionary<string, IReadOnlyList<string>>(), Body = input, Hops = [Home] };
        try
        {
            var page = WebPageSource.Parse(answer, new WebPageOptions { Name = "page", Url = Home.AbsoluteUri });
            foreach (var paragraph in page.Paragraphs)
            {
                Claim.IsText(paragraph.Text, "a paragraph");
                foreach (var link in paragraph.Links) Claim.IsWebOrEmpty(link, "a paragraph's link");
            }

            Claim.IsText(page.Title, "a page's title");
        }
        catch (SourceException refused)
        {
            Claim.That(refused.Fault is SourceFault.Malformed or SourceFault.Denied, "a page is refused for another reason than what it is");
        }
    }

    private static void Check(IElement element)
    {
        Claim.That(Elements.Contains(element.LocalName), $"the element {element.LocalName} is not harmless");
        Claim.That(element.NamespaceUri is "http://www.w3.org/1999/xhtml", $"the element {element.LocalName} is no HTML");
        foreach (var attribute in element.Attributes)
        {
            Claim.That(Attributes.Contains(attribute.LocalName), $"the attribute {attribute.LocalName} is not harmless");
            if (attribute.LocalName is not ("href" or "src" or "cite")) continue;
            Claim.That(
                Uri.TryCreate(attribute.Value, UriKind.Absolute, out var address) ? address.Scheme is "http" or "https" or "mailto" : attribute.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase) || attribute.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase),
                "an address leads elsewhere than to the web");
        }
    }
}
