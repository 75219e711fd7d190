using System.Text;

namespace Monitor.Core.Normalizing;

/// <summary>Emoji sequences (UTS 51): a base with its modifiers, tags and joined bases; two regional indicators.</summary>
internal static class EmojiSequence
{
    /// <summary>What makes a key of the digit before it: U+20E3, combining enclosing keycap.</summary>
    public const char Keycap = '\u20E3';

    private const int Joiner = 0x200D, BlackFlag = 0x1F3F4;

    /// <summary>Whether a sequence can begin here. Signs that stand in running text, such as ™ and ©, are no emoji: they only separate.</summary>
    public static bool IsBase(int value) => value switch
    {
        < 0x231A => false,
        <= 0x231B or 0x2328 or 0x23CF or (>= 0x23E9 and <= 0x23F3) or (>= 0x23F8 and <= 0x23FA) => true,
        (>= 0x2600 and <= 0x26FF) => true,
        0x2702 or 0x2705 or (>= 0x2708 and <= 0x270D) or 0x270F or 0x2712 or 0x2714 or 0x2716 or 0x271D or 0x2721 or 0x2728 => true,
        0x2733 or 0x2734 or 0x2744 or 0x2747 or 0x274C or 0x274E or (>= 0x2753 and <= 0x2755) or 0x2757 => true,
        (>= 0x2763 and <= 0x2767) or (>= 0x2795 and <= 0x2797) or 0x27A1 or 0x27B0 or 0x27BF => true,
        (>= 0x2B05 and <= 0x2B07) or 0x2B1B or 0x2B1C or 0x2B50 or 0x2B55 => true,
        < 0x1F000 => false,
        <= 0x1F0FF => true,
        (>= 0x1F170 and <= 0x1F171) or 0x1F17E or 0x1F17F or 0x1F18E or (>= 0x1F191 and <= 0x1F19A) => true,
        (>= 0x1F1E6 and <= 0x1F1FF) or (>= 0x1F201 and <= 0x1F2FF) or (>= 0x1F300 and <= 0x1FAFF) => true,
        _ => false,
    };

    /// <summary>Whether a character behind another is a tag that counts: those of a black flag say whose it is. Elsewhere tags are not seen.</summary>
    public static bool IsTagOfFlag(int value, int before) => IsTag(value) && (before == BlackFlag || IsTag(before));

    /// <summary>Where the sequence that begins at <paramref name="start"/> ends.</summary>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        var first = Read(text, ref end);
        if (IsRegional(first))
        {
            var second = end;
            return IsRegional(Read(text, ref second)) ? second : end;
        }

        while (end < text.Length)
        {
            var next = end;
            var value = Read(text, ref next);
            if (value is (>= 0xFE00 and <= 0xFE0F) or Keycap or (>= 0x1F3FB and <= 0x1F3FF) || IsTag(value)) end = next;
            else if (value == Joiner && IsBase(Read(text, ref next))) end = next;
            else break;
        }

        return end;
    }

    private static bool IsTag(int value) => value is >= 0xE0020 and <= 0xE007F;

    private static bool IsRegional(int value) => value is >= 0x1F1E6 and <= 0x1F1FF;

    private static int Read(ReadOnlySpan<char> text, ref int index)
    {
        if (index >= text.Length) return 0;
        Rune.DecodeFromUtf16(text[index..], out var rune, out var length);
        index += length;
        return rune.Value;
    }
}
