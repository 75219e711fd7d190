using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Core.Fetching;
using Monitor.Sources.Text;

namespace Monitor.Sources.Html;

/// <summary>
/// A stranger's HTML with only harmless markup left: elements and attributes that are named here, http and https addresses made absolute,
/// nothing that runs, loads by itself, frames or styles. Rebuilt from a parsed tree, never edited as text.
/// </summary>
public static class HarmlessHtml
{
    // Walking a tree recurses; a page nested deeper than this is an attack on the stack.
    private const int Deepest = 200;

    // A tree takes a hundred times the space of its text; nobody reads a novel in a feed.
    private const int Longest = 1_000_000;

    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\"");

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

    public static string Clean(string html, Uri? baseAddress = null)
    {
        if (!html.AsSpan().ContainsAny('<', '&')) return FromPlain(html);
        if (html.Length > Longest || BoundedHtml.HasTooManyTags(html)) return FromPlain(HtmlText.Read(html, baseAddress));
        try
        {
            var writing = new Writing(baseAddress, html.Length);
            foreach (var node in BoundedHtml.ParseFragment(WithEndTags(html))) writing.Write(node, 0);
            return writing.ToString();
        }
        catch (SourceException)
        {
            // A tree of it would be larger than anybody has memory for; its text is not.
            return FromPlain(HtmlText.Read(html, baseAddress));
        }
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
        var html = new StringBuilder(text.Length + (text.Length / 8) + 16);
        var rest = text.AsSpan();
        for (int end; (end = rest.IndexOf('\n')) >= 0; rest = rest[(end + 1)..])
        {
            AppendEscaped(end > 0 && rest[end - 1] == '\r' ? rest[..(end - 1)] : rest[..end], html);
            html.Append("<br>\n");
        }

        AppendEscaped(rest, html);
        return html.ToString();
    }

    internal static void AppendEscaped(ReadOnlySpan<char> text, StringBuilder html)
    {
        for (int at; (at = text.IndexOfAny(Escaped)) >= 0; text = text[(at + 1)..])
        {
            html.Append(text[..at]).Append(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
        }

        html.Append(text);
    }

    /// <summary>One piece being written.</summary>
    private sealed class Writing(Uri? home, int length)
    {
        private readonly StringBuilder clean = new(length);
        private readonly DocumentAddresses addresses = new();

        public void Write(INode node, int depth)
        {
            switch (node)
            {
                case IText text:
                    AppendEscaped(text.Data, clean);
                    break;
                case IElement element when depth < Deepest:
                    Write(element, depth);
                    break;
            }
        }

        public override string ToString() => clean.ToString();

        private void Write(IElement element, int depth)
        {
            var name = element.LocalName;
            var isHtml = element is IHtmlElement || element.NamespaceUri is "http://www.w3.org/1999/xhtml";
            if (!isHtml || Dropped.Contains(name)) return;
            var kept = Kept.Contains(name);
            if (kept)
            {
                clean.Append('<').Append(name);
                WriteAttributes(element, name);
                clean.Append('>');
            }

            if (HtmlElements.IsVoid(name)) return;
            foreach (var child in element.ChildNodes) Write(child, depth + 1);
            if (kept) clean.Append("</").Append(name).Append('>');
        }

        private void WriteAttributes(IElement element, string name)
        {
            foreach (var attribute in element.Attributes)
            {
                var value = attribute.LocalName switch
                {
                    "href" when name == "a" => addresses.Resolve(home, attribute.Value) ?? Mail(attribute.Value),
                    "src" when name == "img" => addresses.Resolve(home, attribute.Value),
                    "cite" => addresses.Resolve(home, attribute.Value),
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
    }
}
