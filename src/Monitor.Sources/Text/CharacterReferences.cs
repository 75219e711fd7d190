using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Monitor.Sources.Text;

/// <summary>
/// Character references of HTML, which feeds use in XML too. Nothing else is ever expanded: entities that a document declares itself
/// stay as they are written.
/// </summary>
internal static class CharacterReferences
{
    // The longest name is CounterClockwiseContourIntegral; the longest that HTML knows without a semicolon has six letters.
    private const int LongestName = 32;
    private const int LongestBareName = 6;

    /// <summary>Decodes every reference in a text.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('&');
        if (at < 0) return text.ToString();

        // No reference stands for more characters than it has.
        var room = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        for (; at >= 0; at = text.IndexOf('&'))
        {
            text[..at].CopyTo(room.AsSpan(length));
            length += at;
            text = text[at..];
            var read = Read(text, out var meaning);
            if (read == 0) (read, meaning) = (1, "&");
            meaning.CopyTo(room.AsSpan(length));
            length += meaning.Length;
            text = text[read..];
        }

        text.CopyTo(room.AsSpan(length));
        var decoded = new string(room, 0, length + text.Length);
        ArrayPool<char>.Shared.Return(room);
        return decoded;
    }

    /// <summary>Reads the reference that <paramref name="text"/> begins with.</summary>
    /// <returns>How many characters it takes; 0 when it is none, and the ampersand stands for itself.</returns>
    public static int Read(ReadOnlySpan<char> text, out string meaning)
    {
        meaning = "";
        if (text.Length < 3) return 0;
        return text[1] == '#' ? ReadNumber(text, out meaning) : ReadName(text, out meaning);
    }

    private static int ReadName(ReadOnlySpan<char> text, out string meaning)
    {
        meaning = "";
        var end = 1;
        while (end < text.Length && end <= LongestName && char.IsAsciiLetterOrDigit(text[end])) end++;
        if (end == 1) return 0;

        if (end < text.Length && text[end] == ';')
        {
            meaning = Common(text[1..end]) ?? HtmlEntityProvider.Resolver.GetSymbol(text[1..(end + 1)].ToString()) ?? "";
            if (meaning.Length > 0) return end + 1;
        }

        // "?a=1&copy=2" is an address: HTML does not decode a bare name before a letter, a digit or "=" there, and in prose it is rare.
        if (end - 1 > LongestBareName || (end < text.Length && text[end] == '=')) return 0;
        meaning = HtmlEntityProvider.Resolver.GetSymbol(text[1..end].ToString()) ?? "";
        return meaning.Length > 0 ? end : 0;
    }

    private static string? Common(ReadOnlySpan<char> name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u00A0",
        _ => null,
    };

    private static int ReadNumber(ReadOnlySpan<char> text, out string meaning)
    {
        var read = Number(text, out var value);
        meaning = read == 0 ? "" : Character(value);

        // Half of a character is none; some programs write both halves, one after the other.
        if (value is < 0xD800 or > 0xDBFF || Number(text[read..], out var low) is not (> 0 and var more) || low is < 0xDC00 or > 0xDFFF) return read;
        meaning = new string([(char)value, (char)low]);
        return read + more;
    }

    /// <returns>How many characters the reference takes; 0 when it is none.</returns>
    private static int Number(ReadOnlySpan<char> text, out long value)
    {
        value = -1;
        if (text is not ['&', '#', _, ..]) return 0;
        var hexadecimal = text[2] is 'x' or 'X';
        var start = hexadecimal ? 3 : 2;
        var end = start;
        while (end < text.Length && (hexadecimal ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end]))) end++;
        if (end == start) return 0;

        var digits = text[start..end].TrimStart('0');
        if (digits.Length is > 0 and <= 8) value = long.Parse(digits, hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture);
        return end < text.Length && text[end] == ';' ? end + 1 : end;
    }

    private static string Character(long value) => value switch
    {
        // HTML reads the C1 controls as windows-1252, because that is what their authors meant.
        >= 0x80 and < 0xA0 => CharacterSets.Windows1252.GetString([(byte)value]),
        <= 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) => "\uFFFD",
        < 0x20 and not (0x09 or 0x0A or 0x0D) => " ",
        _ => new Rune((int)value).ToString(),
    };
}
