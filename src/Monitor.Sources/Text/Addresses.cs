using System.Buffers;

namespace Monitor.Sources.Text;

/// <summary>Addresses as strangers write them, made absolute. Only http and https ever come out.</summary>
internal static class Addresses
{
    // The longest that browsers follow; what is longer is no address.
    private const int Longest = 8192;

    private static readonly SearchValues<char> Control = SearchValues.Create([.. Enumerable.Range(0, 0x20).Append(0x7F).Select(code => (char)code)]);

    /// <summary>The absolute address; null when it is empty, no web address, or relative to nothing.</summary>
    public static string? Resolve(Uri? baseAddress, ReadOnlySpan<char> written) => Read(baseAddress, written, out var resolved) ?? resolved?.AbsoluteUri;

    /// <summary>The absolute address as something that can be resolved against and fetched; null where <see cref="Resolve"/> gives null.</summary>
    public static Uri? ResolveUri(Uri? baseAddress, ReadOnlySpan<char> written)
    {
        if (Read(baseAddress, written, out var resolved) is not { } address) return resolved;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsWeb(uri) ? uri : null;
    }

    /// <returns>An absolute address as written: making a Uri of it would re-escape it, and costs more than everything else that is done to a link.</returns>
    private static string? Read(Uri? baseAddress, ReadOnlySpan<char> written, out Uri? resolved)
    {
        resolved = null;
        written = Unfed(written.Trim());
        if (written.IsEmpty || written.Length > Longest) return null;
        if (written.ContainsAny('\n', '\r', '\t')) return Read(baseAddress, WithoutBreaks(written), out resolved);
        if (written.ContainsAny(Control)) return null;
        if (IsAbsolute(written)) return written.ToString();
        if (baseAddress is null || HasOtherScheme(written)) return null;
        if (Uri.TryCreate(baseAddress, Unslashed(written).ToString(), out var absolute) && IsWeb(absolute) && absolute.AbsoluteUri.Length <= Longest) resolved = absolute;
        return null;
    }

    public static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    private static bool IsAbsolute(ReadOnlySpan<char> written)
    {
        var rest = written.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? written[7..]
            : written.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? written[8..] : default;
        return !rest.IsEmpty && rest[0] is not ('/' or '?' or '#' or ':' or '\\' or ' ');
    }

    /// <summary>RFC 3986, 3.1: a colon before the first slash, query or fragment ends a scheme.</summary>
    private static bool HasOtherScheme(ReadOnlySpan<char> written)
    {
        var end = written.IndexOfAny(":/?#");
        return end > 0 && written[end] == ':' && char.IsAsciiLetter(written[0])
            && !written.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && !written.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary><c>feed://example.org/</c> and <c>feed:https://example.org/</c> are how pages and lists once handed feeds to readers.</summary>
    private static ReadOnlySpan<char> Unfed(ReadOnlySpan<char> written)
    {
        const string scheme = "feed:";
        if (!written.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return written;
        var rest = written[scheme.Length..];
        return rest.StartsWith("//") ? string.Concat("http:", rest) : IsAbsolute(rest) ? rest : written;
    }

    // "http:///example.com/" is what templates with one slash too many write.
    private static ReadOnlySpan<char> Unslashed(ReadOnlySpan<char> written)
    {
        var scheme = written.StartsWith("http:///", StringComparison.OrdinalIgnoreCase) ? 7
            : written.StartsWith("https:///", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
        return scheme == 0 ? written : string.Concat(written[..scheme], written[scheme..].TrimStart('/'));
    }

    private static string WithoutBreaks(ReadOnlySpan<char> written)
    {
        Span<char> kept = stackalloc char[Math.Min(written.Length, Longest)];
        var length = 0;
        foreach (var character in written)
        {
            if (character is not ('\n' or '\r' or '\t')) kept[length++] = character;
        }

        return kept[..length].ToString();
    }
}
