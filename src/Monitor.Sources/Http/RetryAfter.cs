using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Sources.Http;

/// <summary>Retry-After, RFC 9110 section 10.2.3: seconds or a date.</summary>
public static partial class RetryAfter
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Most = TimeSpan.FromHours(24);

    /// <summary>How long to stay away, between <see cref="Least"/> and <see cref="Most"/>; null when the header says nothing readable.</summary>
    /// <param name="value">The header's value.</param>
    /// <param name="arrival">When the answer came, by our clock.</param>
    public static TimeSpan? Parse(string? value, DateTimeOffset arrival)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0) return null;

        // Any number of digits is a count of seconds: one too long for a number is clamped, not overflowed.
        if (text.All(char.IsAsciiDigit))
            return Clamped(TimeSpan.FromSeconds(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue));

        // A date with another zone is none of HTTP's, and a guess could be hours off.
        return !OtherZone().IsMatch(text) && HttpDate.TryParse(text, out var date) ? Clamped(date - arrival) : null;
    }

    private static TimeSpan Clamped(TimeSpan delay) => delay < Least ? Least : delay > Most ? Most : delay;

    [GeneratedRegex(@"[+-]\d{4}\s*([(]|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OtherZone();
}
