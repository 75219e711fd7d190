using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>How far a suite of somebody else's is met: every difference is listed, and the share must not fall below what was reached.</summary>
internal sealed partial class ConformanceReport(string suite)
{
    private readonly List<string> differences = [];
    private int total;

    /// <summary>Whether two texts are the same but for white space, bullets and, in the expected one, markup.</summary>
    public static bool SameText(string? expected, params IReadOnlyList<string?> readings)
    {
        var wanted = Folded(expected ?? "");
        var text = Folded(WebUtility.HtmlDecode(Markup().Replace(expected ?? "", "")));
        return readings.Any(reading => Folded(reading ?? "") is var read && (read == wanted || read == text));
    }

    public static bool SameMoment(string? expected, params IReadOnlyList<DateTimeOffset?> readings) =>
        !DateTimeOffset.TryParse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        || readings.Any(reading => reading is { } read && (read - moment).Duration() < TimeSpan.FromMilliseconds(1));

    public void Check(string place, bool same, object? expected, object? actual)
    {
        total++;
        if (!same) differences.Add($"{place}: expected {Shown(expected)}, was {Shown(actual)}");
    }

    /// <summary>Writes the report and holds the floor.</summary>
    public void Hold(int mostDifferences)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{suite}: {total - differences.Count} of {total}");
        foreach (var difference in differences) TestContext.Current.TestOutputHelper?.WriteLine(difference);
        Assert.True(total > 0, $"{suite}: nothing was checked");
        Assert.True(differences.Count <= mostDifferences, $"{suite}: {differences.Count} differences of {total}, {mostDifferences} are known\n{string.Join('\n', differences)}");
    }

    private static string Folded(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character is not ('•' or '\u00A0')));

    private static string Shown(object? value) => value switch
    {
        null => "nothing",
        IEnumerable<string> values => $"[{string.Join(" | ", values.Select(Cut))}]",
        _ => Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static string Cut(string text) => text.Length <= 100 ? text : text[..100] + "…";

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
