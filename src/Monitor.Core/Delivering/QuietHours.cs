using System.Globalization;

namespace Monitor.Core.Delivering;

/// <summary>Hours in which a channel tells no alerts: they wait and are told as one when the hours end.</summary>
/// <param name="From">Local time of day, inclusive.</param>
/// <param name="To">Local time of day, exclusive; earlier than <paramref name="From"/> when the hours run over midnight.</param>
/// <param name="Zone">Whose local time.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Reads <c>22:00-07:00</c>.</summary>
    public static QuietHours Parse(string text, TimeZoneInfo zone)
    {
        var parts = text.Split('-');
        return new QuietHours(Time(parts[0]), Time(parts[1]), zone);
    }

    public bool Covers(DateTimeOffset now)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        return local.IsBetween(From, To);
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
