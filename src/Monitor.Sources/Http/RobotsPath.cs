using System.Globalization;
using System.Text;

namespace Monitor.Sources.Http;

/// <summary>Paths and patterns of robots.txt in one spelling (RFC 9309 section 2.2.2).</summary>
internal static class RobotsPath
{
    /// <summary>Octets outside ASCII, as publishers write them, percent-encoded.</summary>
    public static string Encoded(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text)) return text.ToString();
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text.ToArray()))
        {
            if (octet < 0x80) encoded.Append((char)octet);
            else encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return encoded.ToString();
    }

    /// <summary>Percent-encoded unreserved characters decoded, hexadecimal digits in upper case: what is equal is then spelled equally.</summary>
    public static string Normal(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var normal = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%' || at + 2 >= text.Length || !byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                normal.Append(text[at]);
                continue;
            }

            var plain = (char)octet;
            if (char.IsAsciiLetterOrDigit(plain) || plain is '-' or '.' or '_' or '~') normal.Append(plain);
            else normal.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            at += 2;
        }

        return normal.ToString();
    }

    /// <summary>
    /// A pattern matches a path's beginning; <c>*</c> is any characters, a final <c>$</c> is the path's end. Each piece between stars is looked
    /// for once, behind the one before: its first place is as good as any other.
    /// </summary>
    public static bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<char> pattern)
    {
        var anchored = pattern is [.., '$'];
        if (anchored) pattern = pattern[..^1];
        var star = pattern.IndexOf('*');
        if (star < 0) return anchored ? path.SequenceEqual(pattern) : path.StartsWith(pattern);
        if (!path.StartsWith(pattern[..star])) return false;
        path = path[star..];
        for (pattern = pattern[(star + 1)..]; (star = pattern.IndexOf('*')) >= 0; pattern = pattern[(star + 1)..])
        {
            var found = path.IndexOf(pattern[..star]);
            if (found < 0) return false;
            path = path[(found + star)..];
        }

        return anchored ? path.EndsWith(pattern) : path.IndexOf(pattern) >= 0;
    }
}
