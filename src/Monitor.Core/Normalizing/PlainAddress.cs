using System.Buffers;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Addresses without a query, an escape, a port or anything else to be spelled in one way, as most documents have: what is clicked is what is written,
/// and none is wrapped in them. To tell them costs a ninth of what making a <see cref="Uri"/> of them did (2026-11).
/// </summary>
internal static class PlainAddress
{
    private const int LongestLabel = 63, LongestHost = 253;

    private static readonly SearchValues<char> OfHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly SearchValues<char> OfPath = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/");

    // Dots that mean a segment or vanish at its end, an empty segment, and the AMP forms of a page.
    private static readonly SearchValues<string> Special = SearchValues.Create(["//", "/.", "./", "..", "/amp", ".amp"], StringComparison.Ordinal);

    /// <summary>Whether the address is one; false says nothing.</summary>
    public static bool Is(string address)
    {
        var rest = address.StartsWith("https://", StringComparison.Ordinal) ? address.AsSpan(8)
            : address.StartsWith("http://", StringComparison.Ordinal) ? address.AsSpan(7) : default;
        var end = rest.IndexOf('/');
        return end > 0 && address.Length <= CanonicalUrl.LongestAddress && IsPath(rest[end..]) && IsHost(rest[..end]);
    }

    /// <summary>The form to compare by of an address that is plain.</summary>
    public static string Unslashed(string address) =>
        address[^1] == '/' && address.IndexOf('/', "https://".Length) != address.Length - 1 ? address[..^1] : address;

    private static bool IsPath(ReadOnlySpan<char> path) => !path.ContainsAnyExcept(OfPath) && path[^1] != '.' && !path.ContainsAny(Special);

    /// <summary>A name of labels in ASCII that no rule of international names is for, and that is no number.</summary>
    private static bool IsHost(ReadOnlySpan<char> host)
    {
        if (host.Length > LongestHost || host.ContainsAnyExcept(OfHost) || host.Contains("--", StringComparison.Ordinal) || WrapsInPath(host)) return false;
        var isName = false;
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-') return false;
            isName = char.IsAsciiLetter(label[0]);
        }

        return isName;
    }

    /// <summary>Caches and translations, whose address is another's in other letters.</summary>
    private static bool WrapsInPath(ReadOnlySpan<char> host) =>
        host.EndsWith("ampproject.org", StringComparison.Ordinal) || host.EndsWith("bing-amp.com", StringComparison.Ordinal) || host.EndsWith("translate.goog", StringComparison.Ordinal);
}
