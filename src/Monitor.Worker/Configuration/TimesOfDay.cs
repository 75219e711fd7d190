using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Worker.Configuration;

/// <summary>Times of day, <c>08:00</c>.</summary>
internal static partial class TimesOfDay
{
    public static bool TryRead(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    /// <summary>What to write instead.</summary>
    public static string Mend(string text)
    {
        var loose = Loose().Match(text);
        if (!loose.Success) return "write hours and minutes, such as 08:00";
        var hour = int.Parse(loose.Groups["hour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var minute = loose.Groups["minute"].Success ? int.Parse(loose.Groups["minute"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        if (loose.Groups["half"].Success) hour = (hour % 12) + (loose.Groups["half"].ValueSpan[0] is 'p' or 'P' ? 12 : 0);
        return hour <= 24 && minute < 60
            ? string.Create(CultureInfo.InvariantCulture, $"write {hour % 24:00}:{minute:00}")
            : "write hours from 00 to 23 and minutes from 00 to 59, such as 08:00";
    }

    [GeneratedRegex("^(?<hour>[0-9]{1,2})([:h.](?<minute>[0-9]{1,2}))?(:[0-9]{2}|h)? ?(?<half>[ap]m)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Loose();
}
