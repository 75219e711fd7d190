namespace Monitor.Core.Matching.Indexing;

/// <summary>
/// How folded words are written in bytes: UTF-8, in which every byte of a word is a lower-case ASCII letter, a digit or above 0x7F. A
/// folded word may hold a sign (⑴ folds to "(1)"): that one is written overlong, which no valid UTF-8 is.
/// </summary>
internal static class FoldedBytes
{
    /// <summary>Separates words that touch in the text, such as two Han letters. Nothing else folds to a capital letter.</summary>
    public const byte Joint = (byte)'A';

    /// <summary>Most bytes per UTF-16 code unit.</summary>
    public const int MostPerUnit = 3;

    /// <summary>First byte of the characters beyond U+07FF, and no other byte of a word is as high. All letters that are words of their own are among them.</summary>
    public const byte LeastWide = 0xE0;

    public static bool IsOfWord(byte value) => value >= 0x80 || (uint)(value - 'a') < 26 || (uint)(value - '0') < 10;

    /// <summary>Writes a folded word; gives the number of bytes.</summary>
    public static int Write(string folded, Span<byte> target)
    {
        var count = 0;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (rune.IsAscii && !IsOfWord((byte)rune.Value))
            {
                target[count++] = (byte)(0xC0 | (rune.Value >> 6));
                target[count++] = (byte)(0x80 | (rune.Value & 0x3F));
            }
            else
            {
                count += rune.EncodeToUtf8(target[count..]);
            }
        }

        return count;
    }

    public static byte[] Of(string folded)
    {
        var bytes = new byte[folded.Length * MostPerUnit];
        return bytes[..Write(folded, bytes)];
    }
}
