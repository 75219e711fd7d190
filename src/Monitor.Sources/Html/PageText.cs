using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Monitor.Sources.Html;

/// <summary>Text of elements as a reader sees it: blocks become paragraphs, what is not shown is left out.</summary>
internal static partial class PageText
{
    private static readonly FrozenSet<string> Hidden = FrozenSet.ToFrozenSet(
        ["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "SVG", "MATH", "IFRAME", "OBJECT", "CANVAS", "HEAD", "SELECT", "TEXTAREA", "DATALIST"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Blocks = FrozenSet.ToFrozenSet(
        [
            "ADDRESS", "ARTICLE", "ASIDE", "BLOCKQUOTE", "BODY", "CAPTION", "DD", "DETAILS", "DIALOG", "DIV", "DL", "DT", "FIELDSET", "FIGCAPTION",
            "FIGURE", "FOOTER", "FORM", "H1", "H2", "H3", "H4", "H5", "H6", "HEADER", "HGROUP", "HR", "HTML", "LEGEND", "LI", "MAIN", "MENU", "NAV", "OL",
            "P", "PRE", "SEARCH", "SECTION", "SUMMARY", "TABLE", "TBODY", "TFOOT", "THEAD", "TR", "UL",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Breaks = FrozenSet.ToFrozenSet(["BR", "TD", "TH", "IMG", "WBR"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The paragraphs of an element. Walks without recursion: depth is the page's to choose.</summary>
    /// <param name="root">Whose text is read.</param>
    /// <param name="page">What relative links are relative to.</param>
    /// <param name="leftOut">Elements within it that are passed over besides those not shown.</param>
    public static IReadOnlyList<Paragraph> Read(IElement root, Uri page, IReadOnlySet<IElement>? leftOut = null)
    {
        var paragraphs = new List<Paragraph>();
        var text = new StringBuilder();
        var links = new List<string>();
        NodeWalk.Through(root, Shown, node => Leave(node as IElement));
        Flush();
        return paragraphs;

        bool Shown(INode node)
        {
            if (node is IText words) text.Append(words.Data);
            if (node is not IElement element) return node is not IText;
            if (IsHidden(element) || leftOut?.Contains(element) == true) return false;
            Enter(element);
            return true;
        }

        void Enter(IElement element)
        {
            if (Blocks.Contains(element.LocalName)) Flush();
            else if (Breaks.Contains(element.LocalName)) text.Append(' ');
            if (element.LocalName is "a" && Link(element, page) is { } link) links.Add(link);
        }

        void Leave(IElement? element)
        {
            if (element is not null && Blocks.Contains(element.LocalName)) Flush();
        }

        void Flush()
        {
            var whole = Collapsed(text.ToString());
            if (whole.Length > 0) paragraphs.Add(new Paragraph(whole, [.. links]));
            text.Clear();
            links.Clear();
        }
    }

    /// <summary>An element's text in one line.</summary>
    public static string Flat(IElement element) => string.Join(' ', Read(element, new Uri("https://example.org/")).Select(paragraph => paragraph.Text));

    public static bool IsBlock(IElement element) => Blocks.Contains(element.LocalName);

    public static string Collapsed(string text) => WhiteSpace().Replace(text, " ").Trim();

    /// <summary>A language tag if it looks like one.</summary>
    public static string LanguageOf(string? declared) => declared is not null && LanguageTag().IsMatch(declared) ? declared : "";

    /// <summary>Never shown: scripts, styles, templates, and what the page itself hides.</summary>
    public static bool IsHidden(IElement element) =>
        Hidden.Contains(element.LocalName) || element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { } style && DisplayNone().IsMatch(style));

    private static string? Link(IElement anchor, Uri page) =>
        anchor.GetAttribute("href") is { Length: > 0 and < 4096 } written && written[0] != '#'
        && Uri.TryCreate(page, written.Trim(), out var link) && link.Scheme is "http" or "https" ? link.AbsoluteUri : null;

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"display\s*:\s*none", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DisplayNone();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();
}
