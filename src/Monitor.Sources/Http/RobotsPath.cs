using System.Text;

namespace Monitor.Sources.Http;

/// <summary>Paths and patterns of robots.txt in one spelling (RFC 9309 section 2.2.2).</summary>
internal static class RobotsPath
{
    /// <summary>
    /// Octets outside ASCII are percent-encoded, percent-encoded unreserved characters are decoded, hexadecimal digits are in upper case:
    /// what is equal is then spelled equally.
    /// </summary>
    public static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is > 0x20 and < 0x7F) normal.Append((char)octet);
            else normal.Append('%').Append(octet.ToString("X2", null));
        }

        for (var at = 0; at + 2 < normal.Length; at++)
        {
            if (normal[at] != '%' || !char.IsAsciiHexDigit(normal[at + 1]) || !char.IsAsciiHexDigit(normal[at + 2])) continue;
            var octet = (char)Convert.ToByte($"{normal[at + 1]}{normal[at + 2]}", 16);
            if (char.IsAsciiLetterOrDigit(octet) || octet is '-' or '.' or '_' or '~') normal.Remove(at, 3).Insert(at, octet);
            else (normal[at + 1], normal[at + 2]) = (char.ToUpperInvariant(normal[at + 1]), char.ToUpperInvariant(normal[at + 2]));
        }

        return normal.ToString();
    }

    /// <summary>A pattern matches a path's beginning; <c>*</c> is any characters, a final <c>$</c> is the path's end. Linear in the product
    /// of the lengths at worst, whatever the pattern.</summary>
    public static bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<char> pattern)
    {
        var anchored = pattern is [.., '$'];
        if (anchored) pattern = pattern[..^1];
        else if (pattern is [.., '*']) pattern = pattern.TrimEnd('*');

        // Greedy with one step back: only the last star ever needs to take more.
        int at = 0, piece = 0, star = -1, mark = 0;
        while (true)
        {
            if (piece == pattern.Length && (!anchored || at == path.Length)) return true;
            if (piece < pattern.Length && pattern[piece] == '*')
            {
                (star, mark) = (piece++, at);
            }
            else if (at < path.Length && piece < pattern.Length && pattern[piece] == path[at])
            {
                at++;
                piece++;
            }
            else if (star >= 0 && mark < path.Length)
            {
                (piece, at) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }
    }
}
