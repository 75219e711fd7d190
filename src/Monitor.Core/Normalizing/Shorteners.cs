using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Tells addresses whose target only their host knows: those of link shorteners everybody uses, those of places an operator names, and
/// those that look like one, when guessing is on.
/// </summary>
public sealed class Shorteners
{
    /// <summary>A short link is short, parameters included.</summary>
    private const int LongestAddress = 500;

    private readonly FrozenDictionary<string, WebAddress[]> named;
    private readonly bool guess;

    /// <param name="more">Hosts, or hosts with a port and a path: <c>go.acme.example</c>, <c>127.0.0.1:8081/s</c>.</param>
    /// <param name="guess">Whether a code on a short host is taken for a short link.</param>
    public Shorteners(IEnumerable<string> more, bool guess)
    {
        this.guess = guess;
        named = more.Select(WebAddress.Read).OfType<WebAddress>().GroupBy(place => place.Host, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Those everybody uses, with guessing.</summary>
    public static Shorteners Usual { get; } = new([], guess: true);

    /// <summary>Whether a place can be read: a host, with a port or a path or without.</summary>
    public static bool IsPlace(string text) => WebAddress.Read(text) is { Parameters.Count: 0 } && !text.Contains("://", StringComparison.Ordinal);

    /// <summary>Whether the address only sends on.</summary>
    public bool Include(string address)
    {
        if (address.Length > LongestAddress || WebAddress.Read(address) is not { Path.Length: > 1 } place) return false;
        return IsNamed(place) || (place.Port == 0 && (KnownShorteners.Include(place.Host) || (guess && LooksShort(place))));
    }

    private bool IsNamed(WebAddress place)
    {
        for (var host = place.Host; host.Length > 0; host = Parent(host))
        {
            // Below the place, not the place itself: that is its home page.
            if (named.TryGetValue(host, out var wanted) && wanted.Any(other => other.Port == place.Port && other.Covers(place) && other.Path != place.Path)) return true;
        }

        return false;
    }

    /// <summary>
    /// A host such as <c>nyti.ms</c> and one code that is no word: <c>3kXz9Q</c> has capitals or digits among small letters. Well-known
    /// hosts with short names and paths of their own do not count.
    /// </summary>
    private static bool LooksShort(WebAddress place)
    {
        const int longestName = 6, longestEnding = 4, shortestCode = 4, longestCode = 10;
        var dot = place.Host.IndexOf('.', StringComparison.Ordinal);
        var code = place.Path.AsSpan(1);
        if (dot is < 1 or > longestName || place.Host.Length - dot - 1 > longestEnding || place.Host.AsSpan(dot + 1).Contains('.')) return false;
        if (code.Length is < shortestCode or > longestCode || place.Parameters.Count > 0 || KnownShorteners.AreNot(place.Host)) return false;
        var (small, other) = (0, 0);
        foreach (var letter in code)
        {
            if (char.IsAsciiLetterLower(letter)) small++;
            else if (char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)) other++;
            else return false;
        }

        return small > 0 && other > 0 && !IsTitle(code) && !EndsInNumber(code);
    }

    /// <summary><c>Pricing</c> is a word.</summary>
    private static bool IsTitle(ReadOnlySpan<char> code) => char.IsAsciiLetterUpper(code[0]) && !code[1..].ContainsAnyExceptInRange('a', 'z');

    /// <summary><c>page2</c> and <c>news2026</c> are names.</summary>
    private static bool EndsInNumber(ReadOnlySpan<char> code) => !code.TrimEnd("0123456789").ContainsAnyExceptInRange('a', 'z');

    private static string Parent(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : host[(dot + 1)..];
    }
}
