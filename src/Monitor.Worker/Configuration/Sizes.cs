using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Worker.Configuration;

/// <summary>Sizes as people write them. The configuration counts bytes; this finds what <c>15MB</c> would be.</summary>
internal static partial class Sizes
{
    public static bool TryRead(string text, out long bytes)
    {
        var match = Size().Match(text);
        bytes = match.Success
            ? long.Parse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) << (10 * (1 + "KMG".IndexOf(char.ToUpperInvariant(match.Groups["unit"].ValueSpan[0]), StringComparison.Ordinal)))
            : 0;
        return match.Success;
    }

    [GeneratedRegex("^(?<count>[0-9]{1,6}) ?(?<unit>[kmg])i?b?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Size();
}
