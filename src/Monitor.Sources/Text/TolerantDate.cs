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

    /// <summary>2003-12-31 alone: sitemaps name a hundred thousand of them.</summary>
    private static DateTimeOffset? Day(ReadOnlySpan<char> text)
    {
        if (text is not [var y1, var y2, var y3, var y4, '-', var m1, var m2, '-', var d1, var d2]) return null;
        var (year, month, day) = ((Number(y1, y2) * 100) + Number(y3, y4), Number(m1, m2), Number(d1, d2));
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero) : null;
    }

    /// <summary>Of two digits; far below zero for anything else.</summary>
    private static int Number(char tens, char ones) => char.IsAsciiDigit(tens) && char.IsAsciiDigit(ones) ? ((tens - '0') * 10) + ones - '0' : -10_000;

    /// <summary>Seconds or milliseconds since 1970, which JSON feeds and home-made ones use.</summary>
    private static DateTimeOffset? Epoch(ReadOnlySpan<char> text)
    {
        if (text.Length is not (10 or 13) || text.ContainsAnyExceptInRange('0', '9')) return null;
        var number = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
    }
}
