using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>HTML that a publisher escaped once too often: no tag of its own, but tags that would be shown as text.</summary>
internal static class EscapedTwice
{
    private const string SectionStart = "<![CDATA[";
    private const string SectionEnd = "]]>";

    /// <summary>Without the marks of a CDATA section around it, which were escaped along with what they hold.</summary>
    public static string OutOfSection(string text)
    {
        var inner = text.AsSpan().Trim();
        if (!inner.StartsWith(SectionStart, StringComparison.OrdinalIgnoreCase) || !inner.EndsWith(SectionEnd)) return text;
        inner = inner[SectionStart.Length..^SectionEnd.Length];
        return inner.Contains(SectionStart, StringComparison.OrdinalIgnoreCase) ? text : inner.ToString();
    }

    public static string Undo(string html)
    {
        if (html.Contains('<', StringComparison.Ordinal) || !html.Contains("&lt;", StringComparison.OrdinalIgnoreCase)) return html;

        // Somebody who writes about a tag names it; only somebody who meant it closes it too, or breaks lines and shows pictures with it.
        var inner = CharacterReferences.Decode(html);
        return Closes(inner) ? inner : html;
    }

    private static bool Closes(ReadOnlySpan<char> inner)
    {
        var opened = new HashSet<string>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; ; at++)
        {
            var found = inner[at..].IndexOf('<');
            if (found < 0) return false;
            at += found;
            var rest = inner[(at + 1)..];
            if (rest.StartsWith("br>") || rest.StartsWith("br/>") || rest.StartsWith("br />") || rest.StartsWith("img src=")) return true;
            var closing = rest is ['/', ..];
            var name = HtmlText.Name(closing ? rest[1..] : rest);
            if (!HtmlElements.IsKnown(name)) continue;
            if (!closing) opened.Add(name);
            else if (opened.Contains(name)) return true;
        }
    }
}
