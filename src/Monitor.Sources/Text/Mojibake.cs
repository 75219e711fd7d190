using System.Text;
using System.Text.Unicode;

namespace Monitor.Sources.Text;

/// <summary>UTF-8 that some system took for windows-1252 and encoded once more: "â€¦" for "…".</summary>
internal static class Mojibake
{
    /// <summary>The text as it was meant, if all of it was garbled so; else as it is.</summary>
    public static string Mend(string text)
    {
        // A garbled character begins with one of these, and its second octet is no letter; so most texts are seen at once to be as they were meant.
        var first = text.AsSpan().IndexOfAnyInRange('\u00C2', '\u00F4');
        if (first < 0 || first + 1 == text.Length || Byte(text[first + 1]) is < 0x80 or > 0xBF || text.Length > 1_000_000) return text;
        var bytes = new byte[text.Length];
        for (var index = 0; index < text.Length; index++)
        {
            var value = Byte(text[index]);
            if (value < 0) return text;
            bytes[index] = (byte)value;
        }

        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;
    }

    private static int Byte(char character)
    {
        if (character < 0x80 || character is >= '\u00A0' and <= '\u00FF') return character;
        return character < 0xA0 ? character : High.GetValueOrDefault(character, -1);
    }

    private static readonly Dictionary<char, int> High = Enumerable.Range(0x80, 0x20)
        .Select(value => (Character: CharacterSets.Windows1252.GetString([(byte)value])[0], Value: value))
        .DistinctBy(pair => pair.Character)
        .ToDictionary(pair => pair.Character, pair => pair.Value);
}
