using System.Collections.Frozen;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Monitor.Sources.Text;

namespace Monitor.Sources.Html;

/// <summary>
/// A stranger's HTML with only harmless markup left: elements and attributes that are named here, http and https addresses made absolute,
/// nothing that runs, loads by itself, frames or styles. Rebuilt from a parsed tree, never edited as text.
/// </summary>
public static class HarmlessHtml
{
    // AngleSharp and everything that walks a tree recurses; a page nested deeper than this is an attack on the stack.
    private const int Deepest = 200;

    // A tree takes a hundred times the space of its text; nobody reads a novel in a feed.
    private const int Longest = 1_000_000;

    private static readonly FrozenSet<string> Kept =
        ("a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd del details dfn div dl dt em figcaption figure footer "
        + "h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Dropped with everything inside; any other unknown element leaves its text behind.
    private static readonly FrozenSet<string> Dropped =
        ("script style template noscript svg math iframe frame frameset noframes noembed object embed applet audio video canvas title head xmp plaintext textarea select option base link meta "
        + "form input button dialog portal param source track map area")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Plain =
        "alt title lang dir datetime cite colspan rowspan headers scope start reversed value width height abbr open".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false }, BrowsingContext.New(Configuration.Default));

    public static string Clean(string html, Uri? baseAddress = null)
    {
        if (!html.AsSpan().ContainsAny('<', '&')) return FromPlain(html);
        if (html.Length > Longest || IsTooDeep(html)) return FromPlain(HtmlText.Read(html, baseAddress));
        using var document = Parser.ParseDocument("<!doctype html><html><body></body></html>");
        var clean = new StringBuilder(html.Length);
        foreach (var node in Parser.ParseFragment(WithEndTags(html), document.Body!)) Write(node, baseAddress, clean, 0);
        return clean.ToString();
    }

    /// <summary>XHTML's empty elements as HTML writes them: HTML would take everything behind one for what is inside.</summary>
    private static string WithEndTags(string html)
    {
        if (!html.Contains("/>", StringComparison.Ordinal)) return html;
        var written = new StringBuilder(html.Length + 64);
        var rest = html.AsSpan();
        for (int end; (end = rest.IndexOf("/>")) >= 0; rest = rest[(end + 2)..])
        {
            var name = HtmlText.Name(rest[(rest[..end].LastIndexOf('<') + 1)..end]);
            if (HtmlElements.IsKnown(name) && !HtmlElements.IsVoid(name)) written.Append(rest[..end]).Append("></").Append(name).Append('>');
            else written.Append(rest[..(end + 2)]);
        }

        return written.Append(rest).ToString();
    }

    /// <summary>Plain text as HTML: escaped, lines kept.</summary>
    public static string FromPlain(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        AppendEscaped(text, html);
        return html.Replace("\r\n", "\n").Replace("\n", "<br>\n").ToString();
    }

    internal static void AppendEscaped(ReadOnlySpan<char> text, StringBuilder html)
    {
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                _ => html.Append(character),
            };
        }
    }

    private static void Write(INode node, Uri? home, StringBuilder clean, int depth)
    {
        switch (node)
        {
            case IText text:
                AppendEscaped(text.Data, clean);
                break;
            case IElement element when depth < Deepest:
                Write(element, home, clean, depth);
                break;
        }
    }

    private static void Write(IElement element, Uri? home, StringBuilder clean, int depth)
    {
        var name = element.LocalName;
        var isHtml = element is IHtmlElement || element.NamespaceUri is "http://www.w3.org/1999/xhtml";
        if (!isHtml || Dropped.Contains(name)) return;
        var kept = Kept.Contains(name);
        if (kept)
        {
            clean.Append('<').Append(name);
            WriteAttributes(element, name, home, clean);
            clean.Append('>');
        }

        if (HtmlElements.IsVoid(name)) return;
        foreach (var child in element.ChildNodes) Write(child, home, clean, depth + 1);
        if (kept) clean.Append("</").Append(name).Append('>');
    }

    private static void WriteAttributes(IElement element, string name, Uri? home, StringBuilder clean)
    {
        foreach (var attribute in element.Attributes)
        {
            var value = attribute.LocalName switch
            {
                "href" when name == "a" => Addresses.Resolve(home, attribute.Value) ?? Mail(attribute.Value),
                "src" when name == "img" => Addresses.Resolve(home, attribute.Value),
                "cite" => Addresses.Resolve(home, attribute.Value),
                _ => attribute.NamespaceUri is null && Plain.Contains(attribute.LocalName) ? attribute.Value : null,
            };
            if (value is null) continue;
            clean.Append(' ').Append(attribute.LocalName).Append("=\"");
            AppendEscaped(value, clean);
            clean.Append('"');
        }
    }

    private static string? Mail(string address) =>
        address.TrimStart().StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address.Trim() : null;

    /// <summary>A bound on the nesting before anything is parsed: how many tags are open at most if none is ever closed by another.</summary>
    private static bool IsTooDeep(ReadOnlySpan<char> html)
    {
        int depth = 0, deepest = 0;
        for (var at = 0; at + 1 < html.Length; at++)
        {
            var found = html[at..].IndexOf('<');
            if (found < 0 || at + found + 1 >= html.Length) break;
            at += found;
            if (html[at + 1] == '/') depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter(html[at + 1]) && !HtmlElements.IsVoid(HtmlText.Name(html[(at + 1)..]))) depth++;
            deepest = Math.Max(deepest, depth);
        }

        return deepest > 2_000;
    }
}
