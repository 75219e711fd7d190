using System.Globalization;
using System.Text;

namespace Monitor.Core.Matching;

/// <summary>How wide text stands on a terminal.</summary>
internal static class Columns
{
    private const char WideSpace = '\u3000', EmojiStyle = '\uFE0F';

    /// <summary>A blank as wide as the text: one space for each character that is seen, a wide one for each that takes two columns.</summary>
    public static string Blank(ReadOnlySpan<char> text)
    {
        var blank = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var width = OfNext(text, out var length);
            if (width > 0) blank.Append(width == 1 ? ' ' : WideSpace);
            text = text[length..];
        }

        return blank.ToString();
    }

    public static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        while (!text.IsEmpty)
        {
            width += OfNext(text, out var length);
            text = text[length..];
        }

        return width;
    }

    private static int OfNext(ReadOnlySpan<char> text, out int length)
    {
        length = StringInfo.GetNextTextElementLength(text);
        Rune.DecodeFromUtf16(text, out var first, out _);
        if (IsWide(first.Value) || text[..length].Contains(EmojiStyle)) return 2;
        return IsSeen(first) ? 1 : 0;
    }

    private static bool IsSeen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control);

    /// <summary>East Asian wide and fullwidth characters, by block, and the emoji that need no selector (EastAsianWidth.txt, Unicode 16).</summary>
    private static bool IsWide(int value) => value switch
    {
        < 0x1100 => false,
        <= 0x115F => true,
        < 0x231A => false,
        <= 0x231B or (>= 0x23E9 and <= 0x23EC) or 0x23F0 or 0x23F3 or 0x25FD or 0x25FE => true,
        0x2614 or 0x2615 or (>= 0x2648 and <= 0x2653) or 0x267F or 0x2693 or 0x26A1 or 0x26AA or 0x26AB => true,
        0x26BD or 0x26BE or 0x26C4 or 0x26C5 or 0x26CE or 0x26D4 or 0x26EA or 0x26F2 or 0x26F3 or 0x26F5 or 0x26FA or 0x26FD => true,
        0x2705 or 0x270A or 0x270B or 0x2728 or 0x274C or 0x274E or (>= 0x2753 and <= 0x2755) or 0x2757 => true,
        (>= 0x2795 and <= 0x2797) or 0x27B0 or 0x27BF or 0x2B1B or 0x2B1C or 0x2B50 or 0x2B55 => true,
        < 0x2E80 or 0x303F => false,
        <= 0xA4CF or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) => true,
        (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) => true,
        (>= 0x16FE0 and <= 0x1B2FF) or 0x1F004 or 0x1F0CF or 0x1F18E or (>= 0x1F191 and <= 0x1F19A) or (>= 0x1F1E6 and <= 0x1F265) => true,
        (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F7E0 and <= 0x1F7F0) or (>= 0x1F900 and <= 0x1FAFF) => true,
        >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };
}
