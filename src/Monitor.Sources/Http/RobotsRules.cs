using System.Globalization;
using System.Text;

namespace Monitor.Sources.Http;

/// <summary>What one robots.txt says to one crawler (RFC 9309).</summary>
public sealed class RobotsRules
{
    private readonly IReadOnlyList<RobotsRule> rules;

    private RobotsRules(IReadOnlyList<RobotsRule> rules, TimeSpan crawlDelay) => (this.rules, CrawlDelay) = (rules, crawlDelay);

    /// <summary>Nothing is forbidden.</summary>
    public static RobotsRules Everything { get; } = new([], TimeSpan.Zero);

    /// <summary>Crawl-delay, which the RFC does not know and publishers write; zero when there is none.</summary>
    public TimeSpan CrawlDelay { get; }

    /// <summary>Reads robots.txt for one crawler: its own groups together, or those of <c>*</c> when it has none.</summary>
    /// <param name="text">UTF-8, perhaps with a byte order mark.</param>
    /// <param name="token">The crawler's product token, such as <c>MonitorBot</c>.</param>
    public static RobotsRules Parse(ReadOnlySpan<byte> text, string token)
    {
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        var own = new RobotsGroup();
        var any = new RobotsGroup();
        var addressed = new List<RobotsGroup>(2);
        var inRules = false;
        foreach (var line in Encoding.UTF8.GetString(text).AsSpan().EnumerateLines())
        {
            if (!TrySplit(line, out var key, out var value)) continue;
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                // Lines of agents in a row open one group; the first after a rule opens the next (section 2.2.1).
                if (inRules) addressed.Clear();
                inRules = false;
                if (value is "*") addressed.Add(any);
                else if (ProductToken(value).Equals(token, StringComparison.OrdinalIgnoreCase)) addressed.Add(own.Meant());
            }
            else if (RobotsGroup.Knows(key))
            {
                inRules = true;
                foreach (var concerned in addressed) concerned.Add(key, value);
            }
        }

        var group = own.IsMeant ? own : any;
        return new RobotsRules(group.Rules, group.CrawlDelay);
    }

    /// <summary>May the address be fetched?</summary>
    public bool Allows(Uri address) => Allows(address.PathAndQuery);

    /// <summary>The longest pattern decides, and Allow among equals (section 2.2.2).</summary>
    /// <param name="pathAndQuery">Percent-encoded, as it goes onto the wire.</param>
    internal bool Allows(string pathAndQuery)
    {
        var path = RobotsPath.Normal(pathAndQuery);
        if (path is "/robots.txt") return true;
        var best = -1;
        var allowed = true;
        foreach (var rule in rules)
        {
            if (rule.Pattern.Length < best || (rule.Pattern.Length == best && (allowed || !rule.Allow))) continue;
            if (!RobotsPath.Matches(path, rule.Pattern)) continue;
            (best, allowed) = (rule.Pattern.Length, rule.Allow);
        }

        return allowed;
    }

    private static bool TrySplit(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0) line = line[..comment];
        line = line.Trim();
        var split = line.IndexOf(':');

        // Publishers forget the colon: a key, white space and one word are taken as meant.
        if (split < 0) split = line.IndexOfAny(' ', '\t');
        key = split < 0 ? default : line[..split].Trim();
        value = split < 0 ? default : line[(split + 1)..].Trim();
        return !key.IsEmpty && (line.Contains(':') || !value.ContainsAny(' ', '\t'));
    }

    /// <summary>The token at the value's start: letters, <c>-</c> and <c>_</c> (section 2.2.1).</summary>
    private static ReadOnlySpan<char> ProductToken(ReadOnlySpan<char> value)
    {
        var end = 0;
        while (end < value.Length && (char.IsAsciiLetter(value[end]) || value[end] is '-' or '_')) end++;
        return value[..end];
    }
}

internal sealed record RobotsRule(bool Allow, string Pattern);

/// <summary>The rules of all groups that concern one agent.</summary>
internal sealed class RobotsGroup
{
    private const int MostRules = 10_000;

    // No path that is asked for is longer than four of these, and each pattern may be held against each path.
    private const int LongestPattern = 2_048;

    private readonly List<RobotsRule> rules = [];

    public IReadOnlyList<RobotsRule> Rules => rules;

    public TimeSpan CrawlDelay { get; private set; }

    public bool IsMeant { get; private set; }

    public static bool Knows(ReadOnlySpan<char> key) =>
        key.Equals("allow", StringComparison.OrdinalIgnoreCase) || key.Equals("disallow", StringComparison.OrdinalIgnoreCase)
        || key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase);

    public RobotsGroup Meant()
    {
        IsMeant = true;
        return this;
    }

    public void Add(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
        {
            if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e9)
                CrawlDelay = TimeSpan.FromSeconds(seconds);
        }
        else if (!value.IsEmpty && value.Length <= LongestPattern && rules.Count < MostRules)
        {
            rules.Add(new RobotsRule(key.Equals("allow", StringComparison.OrdinalIgnoreCase), RobotsPath.Normal(RobotsPath.Encoded(value))));
        }
    }
}
