namespace Monitor.Sources.Text;

/// <summary>A Content-Type header as servers really write it.</summary>
/// <param name="Media">Lower-case media type; empty when there is none.</param>
/// <param name="Charset">The charset parameter, unquoted; null when there is none.</param>
internal readonly record struct ContentType(string Media, string? Charset)
{
    public static ContentType Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header)) return new("", null);
        var parts = header.Split([';', ','], StringSplitOptions.TrimEntries);
        string? charset = null;
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part.AsSpan(0, equals).Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
                charset ??= part[(equals + 1)..].Trim(' ', '"', '\'');
        }

        return new(parts[0].ToLowerInvariant(), string.IsNullOrEmpty(charset) ? null : charset);
    }

    /// <summary>text/xml, text/xml-external-parsed-entity, or text/…+xml.</summary>
    public bool IsTextXml =>
        Media.StartsWith("text/xml", StringComparison.Ordinal)
        || (Media.StartsWith("text/", StringComparison.Ordinal) && Media.EndsWith("+xml", StringComparison.Ordinal));

    public bool IsHtml => Media is "text/html" or "application/xhtml+xml";
}
