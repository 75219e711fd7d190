using System.Text;
using Monitor.Sources.Http;

namespace Monitor.Fuzz.Targets;

/// <summary>robots.txt, with its patterns held against a matcher written a second time.</summary>
internal static class RobotsClaims
{
    public static void Read(byte[] input)
    {
        var rules = RobotsRules.Parse(input, GateOptions.Product);
        Claim.That(rules.CrawlDelay >= TimeSpan.Zero, "a delay is negative");
        Claim.That(rules.Allows(new Uri("https://example.org/robots.txt")), "robots.txt forbids itself");
        rules.Allows(new Uri("https://example.org/a/b/aaaaaaaaaaaaaaaaaaaaaaaaaaaa?c=d%3C"));
        if (input.Length is < 4 or > 400) return;

        // A part of the input is the pattern, the rest the path.
        var text = Encoding.Latin1.GetString(input);
        var (pattern, path) = (text[..(text.Length / 4)], text[(text.Length / 4)..]);
        Claim.That(RobotsPath.Matches(path, pattern) == Matches(path, pattern), "two matchers do not agree");
    }

    /// <summary>By a table of which part of the pattern fits which part of the path.</summary>
    private static bool Matches(string path, string pattern)
    {
        var anchored = pattern.EndsWith('$');
        if (anchored) pattern = pattern[..^1];
        var reached = new bool[path.Length + 1];
        reached[0] = true;
        foreach (var piece in pattern)
        {
            var next = new bool[path.Length + 1];
            for (var at = 0; at <= path.Length; at++)
            {
                if (piece == '*') next[at] = reached[at] || (at > 0 && next[at - 1]);
                else next[at] = at > 0 && reached[at - 1] && path[at - 1] == piece;
            }

            reached = next;
        }

        return anchored ? reached[^1] : reached.Contains(true);
    }
}
