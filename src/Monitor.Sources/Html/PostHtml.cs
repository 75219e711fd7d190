using System.Text;
using AngleSharp.Dom;
using Monitor.Core.Fetching;
using Monitor.Sources.Text;

namespace Monitor.Sources.Html;

/// <summary>
/// The HTML of a post or comment as plain text and the addresses it links to. Paragraphs become line breaks; an address that the server
/// cuts into visible and hidden spans stays in one piece; links that only carry a mention or a hashtag are text, not links.
/// </summary>
internal static class PostHtml
{
    // What is kept of any text; no server lets anybody write as much.
    private const int Longest = 500_000;

    public static PostText Read(string? html)
    {
        if (string.IsNullOrWhiteSpace(html)) return PostText.Empty;
        html = PlainText.Cut(html, Longest);

        // JSON may carry it, and no database takes it.
        html = html.Replace("\0", "", StringComparison.Ordinal);
        if (html.AsSpan().IndexOfAny('<', '&') < 0) return new(html.Trim(), []);
        try
        {
            using var document = BoundedHtml.Parse(html);
            return document.Body is { } body ? Read(body) : PostText.Empty;
        }
        catch (SourceException)
        {
            // A tree of it would be larger than anybody has memory for; its text is not.
            var found = new List<string>();
            return new(HtmlText.Read(html, null, found), [.. found.Distinct(StringComparer.Ordinal)]);
        }
    }

    private static PostText Read(INode body)
    {
        var text = new TextLines();
        var links = new List<string>();
        NodeWalk.Through(body, node => node == body || Enter(node, text, links), node => Leave(node, text));
        return new(text.ToString(), [.. links.Distinct(StringComparer.Ordinal)]);
    }

    private static void Leave(INode node, TextLines text)
    {
        if (node is not IElement element) return;
        if (IsBlock(element)) text.Break();
        if (element.LocalName is "pre") text.Preformatted--;
    }

    private static bool Enter(INode node, TextLines text, List<string> links)
    {
        switch (node)
        {
            case IText words:
                text.Add(words.Data);
                return false;
            case IElement { LocalName: "script" or "style" or "template" or "noscript" or "svg" or "math" }:
                return false;
            case IElement { LocalName: "br" }:
                text.Break();
                return false;
            case IElement element:
                if (IsBlock(element)) text.Break();
                if (element.LocalName is "pre") text.Preformatted++;
                if (LinkOf(element) is { } address) links.Add(address);
                return true;
            default:
                return false;
        }
    }

    // Mastodon marks both with classes, Akkoma and Misskey at least hashtags with rel=tag.
    private static string? LinkOf(IElement element) =>
        element.LocalName == "a"
        && !element.ClassList.Contains("mention") && !element.ClassList.Contains("hashtag")
        && !(element.GetAttribute("rel") ?? "").Split(' ').Contains("tag", StringComparer.OrdinalIgnoreCase)
            ? Addresses.Resolve(null, element.GetAttribute("href"))
            : null;

    private static bool IsBlock(IElement element) => element.LocalName is
        "p" or "div" or "li" or "ul" or "ol" or "blockquote" or "pre" or "table" or "tr" or "hr" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6";

    private sealed class TextLines
    {
        private readonly StringBuilder text = new();
        private bool space;

        /// <summary>How many elements are open whose white space counts.</summary>
        public int Preformatted { get; set; }

        public void Add(string words)
        {
            foreach (var unit in words)
            {
                if (char.IsWhiteSpace(unit) && unit != '\u00A0' && Preformatted == 0)
                {
                    space = text.Length > 0 && text[^1] != '\n';
                    continue;
                }

                if (space) text.Append(' ');
                space = false;
                text.Append(unit);
            }
        }

        public void Break()
        {
            space = false;
            if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
        }

        public override string ToString() => text.ToString().Trim();
    }
}

/// <param name="Text">Plain text, one line a paragraph.</param>
/// <param name="Links">Absolute http and https addresses as written, each once.</param>
internal sealed record PostText(string Text, IReadOnlyList<string> Links)
{
    public static PostText Empty { get; } = new("", []);
}
