using Monitor.Sources.Text;

namespace Monitor.Sources.Html;

/// <summary>The HTML of a post or comment as plain text and the addresses it links to.</summary>
/// <param name="Text">Plain text, as <see cref="HtmlText"/> reads it.</param>
/// <param name="Links">Absolute http and https addresses as written, each once. Links that only carry a mention or a hashtag are text, not links.</param>
internal sealed record PostText(string Text, IReadOnlyList<string> Links)
{
    // What is kept of any text; no server lets anybody write as much.
    private const int Longest = 500_000;

    public static PostText Empty { get; } = new("", []);

    public static PostText Read(string? html)
    {
        if (string.IsNullOrWhiteSpace(html)) return Empty;

        // JSON may carry NUL, and no database takes it.
        html = PlainText.Cut(html, Longest).Replace("\0", "", StringComparison.Ordinal);
        if (html.AsSpan().IndexOfAny('<', '&') < 0) return new(html.Trim(), []);
        var links = new List<string>();
        var text = HtmlText.ReadPost(html, links);
        return new(text, [.. links.Distinct(StringComparer.Ordinal)]);
    }
}
