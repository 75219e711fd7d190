using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace Monitor.Sources.Http;

/// <summary>
/// Reads web addresses that strangers wrote, and refuses what two readers would understand in two ways: <see cref="Uri"/> takes
/// <c>http://1.1.1.1 &amp;@2.2.2.2/</c> and turns backslashes into slashes, as others do not.
/// </summary>
public static class WebAddress
{
    /// <summary>The longest that browsers follow.</summary>
    private const int Longest = 8_192;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Reads an absolute http or https address; <c>feed:</c> before it is taken off.</summary>
    /// <param name="text">As written; white space around it does not count.</param>
    /// <param name="address">The address: host in lower case, without a final dot.</param>
    /// <param name="problem">What is wrong with it: the end of a sentence that begins with the address.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        var plain = text.Trim();
        if (plain.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
        {
            plain = plain[5..];
            if (plain.StartsWith("//", StringComparison.Ordinal)) plain = $"http:{plain}";
        }

        address = null;
        Uri? read = null;

        // Of two slashes of either kind and a sign of direction, Uri.TryCreate throws (.NET 10.0.12); what begins so is relative.
        problem = plain.Length > 0 && char.IsAsciiLetter(plain[0]) && Uri.TryCreate(plain, UriKind.Absolute, out read) ? Problem(read) : "is not an absolute web address (https://example.org/…)";
        if (problem is null) address = Normal(read!);
        return problem is null;
    }

    /// <summary>Reads a reference, as in a link or a Location header, against the address of the page that holds it.</summary>
    public static bool TryResolve(Uri page, string reference, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        var plain = reference.Trim();
        address = null;
        problem = Spelling(plain);
        if (problem is null && !Uri.TryCreate(page, plain, out address)) problem = "is not a web address";
        problem ??= Problem(address!);
        address = problem is null ? Normal(address!) : null;
        return problem is null;
    }

    /// <summary>What is wrong with an address, whatever it may lead to; null when nothing is.</summary>
    internal static string? Problem(Uri address)
    {
        if (!address.IsAbsoluteUri) return "is not an absolute web address (https://example.org/…)";
        if (address.Scheme is not ("http" or "https")) return $"has the scheme «{address.Scheme}», and only http and https are fetched";
        if (address.UserInfo.Length > 0) return "has a user name or password in it; give credentials by their own option";
        if (address.OriginalString.Length > Longest || address.AbsoluteUri.Length > Longest) return $"is longer than {Longest} characters";
        if (Spelling(address.OriginalString) is { } problem) return problem;
        if (HostOrNull(address) is not { Length: > 0 and <= 253 } host || !Ascii.IsValid(host)) return "has no usable host name";
        return EndsInNumber(host) && !IPAddress.TryParse(host, out _) ? "has a host that is neither a name nor an address" : null;
    }

    /// <summary>Host as it goes to DNS and into a Host header: ASCII, lower case, no brackets, no final dot.</summary>
    internal static string Host(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    private static string? HostOrNull(Uri address)
    {
        try
        {
            return Host(address);
        }
        catch (UriFormatException)
        {
            // IDNA forbids the name.
            return null;
        }
    }

    /// <summary>Scheme, host and port are the same: credentials of the one may be shown to the other.</summary>
    public static bool SameOrigin(Uri one, Uri other) =>
        string.Equals(one.Scheme, other.Scheme, StringComparison.Ordinal) && one.Port == other.Port
        && string.Equals(Host(one), Host(other), StringComparison.Ordinal);

    /// <summary>Scheme, host and port, fit to be shown: paths and queries may hold secrets.</summary>
    internal static string Origin(Uri address) => address.IsAbsoluteUri ? address.GetLeftPart(UriPartial.Authority) : "the address";

    /// <summary>A host with a final dot is the same host, but not to TLS and not to most servers' Host header.</summary>
    internal static Uri Normal(Uri address) =>
        address.Host.EndsWith('.') ? new UriBuilder(address) { Host = address.IdnHost.TrimEnd('.') }.Uri : address;

    private static string? Spelling(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.Contains('\u007F', StringComparison.Ordinal)) return "holds control characters";
        var end = text.AsSpan().IndexOfAny('?', '#');
        var before = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        if (before.Contains('\\')) return "holds a backslash, which is read in two ways";
        var start = before.IndexOf("//");
        if (start < 0) return null;
        var authority = before[(start + 2)..];
        var slash = authority.IndexOf('/');
        if (slash >= 0) authority = authority[..slash];
        return authority.ContainsAny(" %@") ? "has a space, a percent sign or an @ in its host part" : null;
    }

    /// <summary>The last label is a number, as in <c>256.1.1.1</c> or <c>1.2.0x7f</c> (WHATWG URL, «ends in a number»).</summary>
    internal static bool EndsInNumber(string host)
    {
        var last = host.AsSpan(host.LastIndexOf('.') + 1);
        if (last.IsEmpty) return true;
        if (!last.ContainsAnyExceptInRange('0', '9')) return true;
        return last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && !last[2..].ContainsAnyExcept(HexDigits);
    }
}
