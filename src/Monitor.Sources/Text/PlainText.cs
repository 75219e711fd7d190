using System.Globalization;
using System.Text;

namespace Monitor.Sources.Text;

/// <summary>What every text that leaves a reader is made into.</summary>
internal static class PlainText
{
    /// <summary>One line: every run of white space is one space, none at the ends.</summary>
    public static string Line(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (IsLine(text)) return text.ToString();
        var line = new StringBuilder(text.Length);
        var space = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                space = true;
                continue;
            }

            if (space) line.Append(' ');
            space = false;
            line.Append(character);
        }

        return line.ToString();
    }

    /// <summary>At most <paramref name="length"/> UTF-16 code units, cut between two characters as a reader sees them.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;

        // A grapheme can be endless; the look-back cannot.
        var from = Math.Max(0, length - 64);
        if (from > 0 && char.IsLowSurrogate(text[from])) from++;
        var end = from;
        while (end < length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text.AsSpan(end, Math.Min(128, text.Length - end)));
            if (next > length) break;
            end = next;
        }

        return text[..(end == from ? length - (char.IsHighSurrogate(text[length - 1]) ? 1 : 0) : end)];
    }

    /// <summary>At most <paramref name="length"/> UTF-16 code units, without half a character at the end.</summary>
    public static ReadOnlySpan<char> Start(ReadOnlySpan<char> text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static bool IsLine(ReadOnlySpan<char> text)
    {
        var previous = '\0';
        foreach (var character in text)
        {
            if (character != ' ' && (char.IsWhiteSpace(character) || char.IsControl(character))) return false;
            if (character == ' ' && previous == ' ') return false;
            previous = character;
        }

        return true;
    }
}
