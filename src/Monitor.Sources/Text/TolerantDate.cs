using System.Globalization;

namespace Monitor.Sources.Text;

/// <summary>
/// Reads a moment however it is written: RFC 822 and its descendants, ISO 8601 and W3CDTF, asctime, names of months in a dozen
/// languages, numbers only. Without a zone it is taken for UTC.
/// </summary>
internal static class TolerantDate
{
    // A date is a line; anything longer is something else.
    private const int Longest = 100;

    /// <summary>Null when the text holds no date.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.Length > Longest) return null;
        return Day(text) ?? Epoch(text) ?? new DateReading().Read(text);
    }

    /// <summary>Sitemaps name a hundred thousand of them.</summary>
    private static DateTimeOffset? Day(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    /// <summary>Seconds or milliseconds since 1970, which JSON feeds and home-made ones use.</summary>
    private static DateTimeOffset? Epoch(ReadOnlySpan<char> text)
    {
        if (text.Length is not (10 or 13) || text.ContainsAnyExceptInRange('0', '9')) return null;
        var number = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
    }
}
