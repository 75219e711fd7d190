using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Worker.Configuration;

/// <summary>
/// Lengths of time in .NET's constant form, <c>[days.]hours:minutes:seconds</c>, whole: .NET would read <c>15</c> as fifteen days, <c>15:00</c> as
/// fifteen hours and, in its lenient form, <c>24:00:00</c> as twenty-four days. All three are refused here, with what was probably meant.
/// </summary>
internal static partial class Durations
{
    public static bool TryRead(string text, out TimeSpan value) =>
        TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value) && text.Count(letter => letter == ':') == 2;

    public static string Write(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>What to write instead.</summary>
    public static string Mend(string text)
    {
        if (text.Length > 0 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return $"say the unit: {Write(TimeSpan.FromSeconds(number))} for seconds, {Write(TimeSpan.FromMinutes(number))} for minutes";
        var clock = Clock().Match(text);
        if (clock.Success && clock.Groups["s"].Success) return $"write {Write(Parts(clock))}";
        if (clock.Success)
            return $"write {Write(new TimeSpan(0, Number(clock, "h"), Number(clock, "m")))} for minutes and seconds, {Write(Parts(clock))} for hours and minutes";
        var units = Units().Match(text);
        return units.Success && text.Any(char.IsAsciiDigit)
            ? $"write {Write(Parts(units))}"
            : "write hours:minutes:seconds, such as 00:15:00, with days in front where needed, such as 30.00:00:00";
    }

    private static TimeSpan Parts(Match match) => new(Number(match, "d"), Number(match, "h"), Number(match, "m"), Number(match, "s"));

    private static int Number(Match match, string part) =>
        match.Groups[part] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    // Up to six digits: whatever comes out fits a TimeSpan.
    [GeneratedRegex("^(?<h>[0-9]{1,6}):(?<m>[0-9]{1,6})(:(?<s>[0-9]{1,6}))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clock();

    // 15m, 1h30m, "15 minutes", and ISO 8601's PT15M.
    [GeneratedRegex(
        @"^P?((?<d>[0-9]{1,6})\s*d(ays?)?)?\s*T?((?<h>[0-9]{1,6})\s*h(ours?)?)?\s*((?<m>[0-9]{1,6})\s*m(in(ute)?s?)?)?\s*((?<s>[0-9]{1,6})\s*s(ec(ond)?s?)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Units();
}
