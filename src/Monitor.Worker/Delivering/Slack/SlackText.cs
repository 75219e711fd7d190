using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>Strangers' words made harmless for Slack.</summary>
internal static partial class SlackText
{
    /// <summary>One line of at most <paramref name="length"/> UTF-16 code units, cut between graphemes, with nothing in it that pings.</summary>
    public static string Line(string text, int length)
    {
        var line = Join(Runs(Excerpt.Of(text, [], length - 1)));
        var excess = line.Length - length;
        return excess <= 0 ? line : Join(Runs(Excerpt.Of(text, [], length - 1 - excess)));
    }

    /// <summary>The excerpt's runs with nothing in them, nor across two of them, that pings.</summary>
    /// <remarks>
    /// rich_text and plain_text show &lt;!channel&gt; and @here as text; the word joiner, which nobody sees, is for readers that do not
    /// (Slack-compatible servers take <c>text</c> alone and know @here, @channel and @all in it).
    /// </remarks>
    public static IEnumerable<TextRun> Runs(Excerpt excerpt)
    {
        var joiners = Trigger().Matches(excerpt.Text).Select(match => match.Index).ToHashSet();
        var at = 0;
        foreach (var run in excerpt.Runs)
        {
            var text = new StringBuilder(run.Text.Length);
            foreach (var character in run.Text)
            {
                if (joiners.Contains(at++)) text.Append('\u2060');
                text.Append(character);
            }

            yield return run with { Text = text.ToString() };
        }
    }

    /// <summary>An address in which no reader finds a mention: <c>/@here</c> is <c>/%40here</c> (RFC 3986, 2.2: the same path).</summary>
    public static string Quiet(string url) => Trigger().Replace(url, "\u2060").Replace("@\u2060", "%40", StringComparison.Ordinal);

    /// <summary>The three characters that Slack decodes for display; entities are not read as control sequences again.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Join(IEnumerable<TextRun> runs) => string.Concat(runs.Select(run => run.Text));

    [GeneratedRegex("(?<=<)(?=[^ ])|(?<=[@\uFF20])(?=here|channel|everyone|all|group)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Trigger();
}
