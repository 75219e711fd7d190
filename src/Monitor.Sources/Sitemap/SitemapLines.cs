namespace Monitor.Sources.Sitemap;

/// <summary>The lines of a text of any length, trimmed; those that are empty or longer than any address are left out.</summary>
internal static class SitemapLines
{
    private const int Page = 16 << 10;

    public static IEnumerable<string> Of(TextReader text)
    {
        var page = new char[Page];
        for (int kept = 0, read; ; kept = Kept(page, kept + read))
        {
            read = text.Read(page, kept, page.Length - kept);
            foreach (var line in Whole(page.AsMemory(0, kept + read), isLast: read == 0)) yield return line;
            if (read == 0) yield break;
        }
    }

    private static IEnumerable<string> Whole(ReadOnlyMemory<char> text, bool isLast)
    {
        for (int end; !text.IsEmpty; text = text[end..])
        {
            end = text.Span.IndexOf('\n') + 1;
            if (end == 0 && !isLast) yield break;
            if (end == 0) end = text.Length;
            if (text.Span[..end].Trim() is { IsEmpty: false } line) yield return line.ToString();
        }
    }

    /// <summary>Moves the line that is not whole yet to the front; one of half a page is no address any more.</summary>
    private static int Kept(char[] page, int length)
    {
        var rest = page.AsSpan(page.AsSpan(0, length).LastIndexOf('\n') + 1);
        rest = rest[..(length - (page.Length - rest.Length))];
        if (rest.Length > page.Length / 2) rest = rest[^(page.Length / 2)..];
        rest.CopyTo(page);
        return rest.Length;
    }
}
