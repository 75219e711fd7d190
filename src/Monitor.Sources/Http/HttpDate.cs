using System.Globalization;

namespace Monitor.Sources.Http;

/// <summary>
/// Dates of HTTP headers. RFC 9110 section 5.6.7 knows three forms, and servers know more: this is the reading of RFC 6265 section 5.1.1,
/// which takes all of them. The weekday does not count, it is wrong too often.
/// </summary>
public static class HttpDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a date in UTC; false for anything that is none, and for days and times that do not exist.</summary>
    public static bool TryParse(string text, out DateTimeOffset date)
    {
        date = default;
        TimeSpan? clock = null;
        int? day = null, month = null, year = null;
        foreach (var token in text.Split([.. text.Where(IsDelimiter).Distinct()], StringSplitOptions.RemoveEmptyEntries))
        {
            if (clock is null && Clock(token) is { } read) clock = read;
            else if (day is null && Number(token, 1, 2) is { } first) day = first;
            else if (month is null && Month(token) is { } named) month = named;
            else if (year is null && Number(token, 2, 4) is { } number) year = number < 70 ? number + 2000 : number < 100 ? number + 1900 : number;
        }

        if (clock is null || day is null or 0 || month is null || year is null or < 1601 or > 9999) return false;
        if (day > DateTime.DaysInMonth(year.Value, month.Value)) return false;
        date = new DateTimeOffset(year.Value, month.Value, day.Value, 0, 0, 0, TimeSpan.Zero) + clock.Value;
        return true;
    }

    private static bool IsDelimiter(char character) => character != ':' && !char.IsAsciiLetterOrDigit(character);

    /// <summary>A leap second counts as the second before it: no clock of ours has one.</summary>
    private static TimeSpan? Clock(string token)
    {
        var parts = token.Split(':');
        if (parts.Length != 3 || Number(parts[0], 1, 2) is not { } hours || Number(parts[1], 1, 2) is not { } minutes || Number(parts[2], 1, 2) is not { } seconds)
            return null;
        return hours < 24 && minutes < 60 && seconds < 61 ? new TimeSpan(hours, minutes, Math.Min(seconds, 59)) : null;
    }

    private static int? Month(string token)
    {
        var index = token.Length < 3 ? -1 : Array.FindIndex(Months, month => token.StartsWith(month, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index + 1;
    }

    private static int? Number(string token, int least, int most) =>
        token.Length >= least && token.Length <= most && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
