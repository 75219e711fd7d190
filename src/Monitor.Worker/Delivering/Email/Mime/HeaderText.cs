using System.Buffers;
using System.Globalization;
using System.Text;

namespace Monitor.Worker.Delivering.Email.Mime;

/// <summary>Text in header fields: plain where it is plain, encoded words (RFC 2047) elsewhere.</summary>
internal static class HeaderText
{
    /// <summary>RFC 2047, 2: an encoded word is at most 75 characters, a line that holds one at most 76.</summary>
    private const int WordLimit = 75;

    private const string Opening = "=?utf-8?";

    // Outside these, a display name must be quoted or encoded; what RFC 2047, 5 (3) allows unescaped in the Q encoding of a phrase.
    private static readonly SearchValues<char> Safe = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/");

    /// <summary>One line: controls and separators of lines become spaces, runs of white space one space, lone surrogates U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)) clean.Append(rune);
            else if (rune.Value is 0xA0 or 0x202F) clean.Append((char)rune.Value);
            else if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
        }

        return clean.ToString().TrimEnd(' ');
    }

    /// <summary>An unstructured field's value (a subject) as words to be folded between.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="used">Characters of the first line that the field's name takes.</param>
    public static IReadOnlyList<string> Unstructured(string text, int used)
    {
        text = Clean(text);
        var plain = text.All(letter => letter is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);
        var words = text.Split(' ');
        return plain && words.All(word => word.Length < WordLimit - used) ? words : Encode(text, used);
    }

    /// <summary>A display name (a phrase) as words to be folded between.</summary>
    public static IReadOnlyList<string> Phrase(string text, int used)
    {
        text = Clean(text);
        if (text.Length == 0) return [];
        var ascii = text.All(letter => letter is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal) && text.Length < WordLimit - used - 4;
        if (!ascii) return Encode(text, used);
        var atoms = text.All(letter => letter == ' ' || Safe.Contains(letter));
        return [atoms ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""];
    }

    private static List<string> Encode(string text, int used)
    {
        var base64 = Encoding.UTF8.GetByteCount(text) * 4 / 3 < text.EnumerateRunes().Sum(rune => Quoted(rune).Length);
        List<string> words = [];
        var word = new StringBuilder();
        var room = WordLimit - used;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Length(word, rune, base64) > room - Opening.Length - "Q?".Length - "?=".Length)
            {
                words.Add(Close(word, base64));
                word.Clear();
                room = WordLimit;
            }

            word.Append(base64 ? rune.ToString() : Quoted(rune));
        }

        words.Add(Close(word, base64));
        return words;
    }

    private static int Length(StringBuilder word, Rune rune, bool base64) =>
        base64 ? (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength + 2) / 3 * 4 : word.Length + Quoted(rune).Length;

    private static string Close(StringBuilder word, bool base64) =>
        base64 ? $"{Opening}B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=" : $"{Opening}Q?{word}?=";

    private static string Quoted(Rune rune)
    {
        if (rune.Value == ' ') return "_";
        if (rune.IsAscii && Safe.Contains((char)rune.Value)) return ((char)rune.Value).ToString();
        Span<byte> bytes = stackalloc byte[4];
        var encoded = new StringBuilder();
        foreach (var octet in bytes[..rune.EncodeToUtf8(bytes)]) encoded.Append(CultureInfo.InvariantCulture, $"={octet:X2}");
        return encoded.ToString();
    }
}
