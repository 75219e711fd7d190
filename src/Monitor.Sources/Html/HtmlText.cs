using Monitor.Sources.Text;

namespace Monitor.Sources.Html;

/// <summary>
/// HTML as plain text that reads as a person would read it: paragraphs apart, lists with bullets, hidden elements left out, entities
/// decoded; with the links on the way. One pass and no tree: a stranger's nesting cannot exhaust a stack here, and a tree is eight times slower.
/// </summary>
public static class HtmlText
{
    // Nobody reads further, and a page of a million links is no page.
    private const int MostLinks = 2_000;

    /// <summary>Reads a piece of HTML or a whole page.</summary>
    /// <param name="html">Markup, however broken.</param>
    /// <param name="baseAddress">What relative links are relative to.</param>
    /// <param name="links">Takes the absolute http and https addresses linked to, in order.</param>
    public static string Read(ReadOnlySpan<char> html, Uri? baseAddress = null, ICollection<string>? links = null)
    {
        if (!html.ContainsAny('<', '&')) return PlainParagraphs(html);
        Span<char> start = stackalloc char[1024];
        var reading = new HtmlTextReading(html, new TextSheet(start), baseAddress, links is { Count: < MostLinks } ? links : null, MostLinks);
        return reading.Read();
    }

    /// <summary>A post of a social network: an address that its server cuts into visible and hidden spans stays in one piece, links that only
    /// carry a mention or a hashtag are text.</summary>
    internal static string ReadPost(ReadOnlySpan<char> html, ICollection<string> links)
    {
        Span<char> start = stackalloc char[1024];
        var reading = new HtmlTextReading(html, new TextSheet(start), null, links, MostLinks) { PassesLabels = true };
        return reading.Read();
    }

    /// <summary>The same on one line, for titles and names.</summary>
    public static string ReadLine(ReadOnlySpan<char> html) => PlainText.Line(Read(html));

    /// <summary>
    /// Whether a text that does not say what it is was meant as HTML: it holds a reference, or tags that HTML knows with at least one that
    /// is closed, needs no closing or has an attribute. "std::vector&lt;int&gt;" and "5 &lt; 8" are no HTML.
    /// </summary>
    public static bool LooksLikeHtml(ReadOnlySpan<char> text)
    {
        for (var at = 0; (at = Next(text, at)) >= 0; at++)
        {
            var rest = text[at..];
            if (rest[0] == '&' && rest.Length > 3 && CharacterReferences.Read(rest, out _) > 3) return true;
            if (rest[0] != '<' || rest.Length < 3) continue;
            if (rest.StartsWith("<!--")) return true;
            var closing = rest[1] == '/';
            var name = Name(rest[(closing ? 2 : 1)..]);
            if (name.IsEmpty || !HtmlElements.IsKnown(name)) continue;
            if (closing || HtmlElements.IsVoid(name) || name.Equals("p", StringComparison.OrdinalIgnoreCase)) return true;
            if (HasAttribute(rest[(1 + name.Length)..])) return true;
        }

        return false;
    }

    private static bool HasAttribute(ReadOnlySpan<char> afterName)
    {
        // The next tag's text is not looked through for each tag before it.
        var end = afterName.IndexOfAny('<', '>');
        return end > 0 && afterName[end] == '>' && char.IsWhiteSpace(afterName[0]) && afterName[..end].Contains('=');
    }

    internal static ReadOnlySpan<char> Name(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or ':' or '_')) end++;
        return text[..end];
    }

    private static int Next(ReadOnlySpan<char> text, int from)
    {
        var at = text[from..].IndexOfAny('<', '&');
        return at < 0 ? -1 : from + at;
    }

    private static string PlainParagraphs(ReadOnlySpan<char> text)
    {
        Span<char> start = stackalloc char[1024];
        var sheet = new TextSheet(start);
        sheet.Write(text);
        return sheet.Finish();
    }
}
