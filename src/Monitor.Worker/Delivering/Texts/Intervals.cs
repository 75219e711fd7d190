using System.Globalization;

namespace Monitor.Worker.Delivering.Texts;

/// <summary>How often something happens, as people say it: <c>every 4 hours</c>.</summary>
internal static class Intervals
{
    public static string English(TimeSpan interval) => Rounded(interval) switch
    {
        (1, Unit.Minute) => "every minute",
        (1, Unit.Hour) => "every hour",
        (1, Unit.Day) => "every day",
        (var count, var unit) => string.Create(CultureInfo.InvariantCulture, $"every {count} {(unit == Unit.Minute ? "minutes" : unit == Unit.Hour ? "hours" : "days")}"),
    };

    public static string French(TimeSpan interval) => Rounded(interval) switch
    {
        (1, Unit.Minute) => "toutes les minutes",
        (1, Unit.Hour) => "toutes les heures",
        (1, Unit.Day) => "tous les jours",
        (var count, var unit) => string.Create(CultureInfo.InvariantCulture, $"{(unit == Unit.Day ? "tous" : "toutes")} les {count}\u00A0{(unit == Unit.Minute ? "minutes" : unit == Unit.Hour ? "heures" : "jours")}"),
    };

    private static (int Count, Unit Unit) Rounded(TimeSpan interval) => interval switch
    {
        { TotalMinutes: < 55 } => (Math.Max(1, (int)Math.Round(interval.TotalMinutes)), Unit.Minute),
        { TotalHours: < 36 and not (> 23.5 and < 24.5) } => ((int)Math.Round(interval.TotalHours), Unit.Hour),
        _ => ((int)Math.Round(interval.TotalDays), Unit.Day),
    };

    private enum Unit
    {
        Minute,
        Hour,
        Day,
    }
}
