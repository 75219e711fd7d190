using System.Text;

namespace Monitor.Sources.Text;

/// <summary>What undeclared bytes that are not UTF-8 most probably are, told by how many of the characters they would be are letters of one script.</summary>
internal static class EncodingGuess
{
    private const int Sample = 64 * 1024;

    // East Asian encodings fit by their structure, in this order; single-byte ones all fit, so that only the letters tell.
    private static readonly (string Name, Func<Rune, bool> Own, double Least)[] MultiByte =
    [
        ("euc-jp", IsKana, 0.3),
        ("shift_jis", IsKana, 0.3),
        ("euc-kr", rune => rune.Value is >= 0xAC00 and <= 0xD7A3, 0.9),
        ("gb18030", IsIdeograph, 0.7),
        ("big5", IsIdeograph, 0.7),
    ];

    private static readonly (string Name, Func<Rune, bool> Own, double Least)[] SingleByte =
    [
        // Hebrew has no capitals and lacks five of the places that a twentieth of all Cyrillic letters take.
        ("windows-1255", rune => rune.Value is >= 0x5D0 and <= 0x5EA, 0.96),
        ("windows-1251", rune => rune.Value is >= 0x430 and <= 0x44F, 0.8),
        ("koi8-r", rune => rune.Value is >= 0x430 and <= 0x44F, 0.8),
        ("windows-1256", rune => rune.Value is >= 0x620 and <= 0x64A, 0.8),
        ("windows-1253", rune => rune.Value is >= 0x3AC and <= 0x3CE, 0.8),
        ("windows-874", rune => rune.Value is >= 0xE01 and <= 0xE4E, 0.8),
    ];

    /// <summary>Null when it looks like Latin letters, for which windows-1252 is as good a guess as any.</summary>
    public static (string Name, Encoding Encoding)? Of(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(Sample, bytes.Length)];
        if (!IsInRuns(sample)) return null;
        return First(sample, MultiByte) ?? First(sample, SingleByte);
    }

    /// <summary>Accented letters stand alone among ASCII; two bytes of one character stand together.</summary>
    private static bool IsInRuns(ReadOnlySpan<byte> sample)
    {
        int high = 0, together = 0;
        for (var index = 0; index < sample.Length; index++)
        {
            if (sample[index] < 0x80) continue;
            high++;
            if ((index > 0 && sample[index - 1] >= 0x80) || (index + 1 < sample.Length && sample[index + 1] >= 0x80)) together++;
        }

        return together * 10 >= high * 6;
    }

    private static (string Name, Encoding Encoding)? First(ReadOnlySpan<byte> sample, (string Name, Func<Rune, bool> Own, double Least)[] candidates)
    {
        foreach (var (name, own, least) in candidates)
        {
            if (CharacterSets.Find(name) is not { } found) continue;
            var text = found.Encoding.GetString(sample);
            if (Share(text, own) >= least && (found.Encoding.IsSingleByte || Returns(text, found.Encoding, sample))) return (name, found.Encoding);
        }

        return null;
    }

    /// <summary>Which part of the characters beyond ASCII are the script's own.</summary>
    private static double Share(string text, Func<Rune, bool> own)
    {
        int beyond = 0, hits = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii) continue;
            beyond++;
            if (own(rune)) hits++;
        }

        return beyond < 4 ? 0 : (double)hits / beyond;
    }

    /// <summary>Whether the bytes were characters of the encoding: .NET's code pages read what is none as question marks, and do not say so.</summary>
    private static bool Returns(string text, Encoding encoding, ReadOnlySpan<byte> sample)
    {
        // The sample may end inside a character.
        const int longest = 4;
        var back = encoding.GetBytes(text);
        return back.AsSpan().CommonPrefixLength(sample) >= sample.Length - longest;
    }

    private static bool IsKana(Rune rune) => rune.Value is >= 0x3040 and <= 0x30FF;

    private static bool IsIdeograph(Rune rune) => rune.Value is >= 0x4E00 and <= 0x9FA5;
}
