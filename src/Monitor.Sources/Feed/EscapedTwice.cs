using Monitor.Sources.Html;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>HTML that a publisher escaped once too often: no tag of its own, but tags that would be shown as text.</summary>
internal static class EscapedTwice
{
    public static string Undo(string html)
    {
        if (html.Contains('<', StringComparison.Ordinal) || !html.Contains("&lt;", StringComparison.OrdinalIgnoreCase)) return html;

        // Somebody who writes about a tag names it; only somebody who meant it closes it too, or breaks lines and shows pictures with it.
        var inner = CharacterReferences.Decode(html);
        return Closes(inner) ? inner : html;
    }

    private static bool Closes(ReadOnlySpan<char> inner)
    {
        for (var at = 0; ; at++)
        {
            var found = inner[at..].IndexOf('<');
            if (found < 0) return false;
            at += found;
            var rest = inner[(at + 1)..];
            if (rest.StartsWith("br>") || rest.StartsWith("br/>") || rest.StartsWith("br />") || rest.StartsWith("img src=")) return true;
            if (rest.Length < 3 || rest[0] != '/') continue;
            var name = HtmlText.Name(rest[1..]);
            if (name.Length > 0 && HtmlElements.IsKnown(name) && inner[..at].Contains(string.Concat("<", name), StringComparison.OrdinalIgnoreCase)) return true;
        }
    }
}
