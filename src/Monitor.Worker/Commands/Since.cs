using System.Globalization;

namespace Monitor.Worker.Commands;

/// <summary>How far back to look: a date of the local calendar, a moment with its zone, or so many days, hours or weeks.</summary>
internal static class Since
{
    public const string Forms = "a date such as 2026-11-22, a time such as 2026-11-22T08:00:00Z, or a span such as 7d, 36h or 2w";

    /// <returns>Null when it is none of these, or not in the calendar.</returns>
    public static DateTimeOffset? Read(string text, TimeProvider time)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return Midnight(date, time.LocalTimeZone);
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return moment;
        if (text.Length is < 2 or > 6 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        var hours = text[^1] switch { 'h' => 1, 'd' => 24, 'w' => 24 * 7, _ => 0 };
        return hours == 0 || (long)count * hours > 24 * 365_000 ? null : time.GetUtcNow().AddHours(-(double)count * hours);
    }

    private static DateTimeOffset Midnight(DateOnly date, TimeZoneInfo zone)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
