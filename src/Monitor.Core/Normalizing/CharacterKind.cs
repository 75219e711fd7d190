using System.Globalization;
using System.Text;

namespace Monitor.Core.Normalizing;

/// <summary>What a character is to the words of a text.</summary>
internal enum CharacterKind
{
    /// <summary>Only separates words.</summary>
    Separator,

    /// <summary>A letter or number of a script that writes words: joins its neighbours.</summary>
    Joining,

    /// <summary>A letter of a script written without spaces or with glued particles: a word of its own.</summary>
    Solo,

    /// <summary>A mark: belongs to what it stands on.</summary>
    Mark,

    /// <summary>Soft hyphen, zero-width character, variation selector: as if it were not there.</summary>
    Ignorable,

    /// <summary>Begins an emoji sequence.</summary>
    Emoji,
}

internal static class CharacterKinds
{
    private static readonly byte[] BasicPlane = [.. Enumerable.Range(0, 0x10000).Select(value => (byte)(Rune.IsValid(value) ? Of(new Rune(value)) : CharacterKind.Separator))];

    /// <summary>The kind of a character of the Basic Multilingual Plane. Half of one beyond it separates.</summary>
    public static CharacterKind Of(char character) => (CharacterKind)BasicPlane[character];

    public static CharacterKind Of(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x80)
        {
            return char.IsAsciiLetterOrDigit((char)value) ? CharacterKind.Joining : CharacterKind.Separator;
        }

        if (IsIgnorable(value)) return CharacterKind.Ignorable;
        if (EmojiSequence.IsBase(value)) return CharacterKind.Emoji;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterKind.Mark,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => OfLetter(value),
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterKind.Joining,
            _ => CharacterKind.Separator,
        };
    }

    /// <summary>Whether the character can be part of a word: a letter, a number or a mark.</summary>
    public static bool IsOfWord(Rune rune) => Of(rune) is CharacterKind.Joining or CharacterKind.Solo or CharacterKind.Mark;

    /// <summary>Default-ignorable format characters and variation selectors (DerivedCoreProperties.txt), without the Hangul fillers.</summary>
    public static bool IsIgnorable(int value) => value switch
    {
        < 0x300 => value == 0xAD,
        0x34F or 0x61C or (>= 0x180B and <= 0x180F) => true,
        < 0x200B => false,
        <= 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) => true,
        (>= 0xFE00 and <= 0xFE0F) or 0xFEFF => true,
        (>= 0xE0000 and <= 0xE0FFF) => true,
        _ => false,
    };

    private static CharacterKind OfLetter(int value)
    {
        // The halfwidth sound marks and the conjoining vowels and finals are letters to Unicode, but stand on the one before them.
        if (value is 0xFF9E or 0xFF9F or (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FF)) return CharacterKind.Mark;
        return IsSolo(value) ? CharacterKind.Solo : CharacterKind.Joining;
    }

    /// <summary>Letters of Thai, Lao, Myanmar, Hangul, Khmer, Hiragana, Katakana and Han, by block (Scripts.txt, Unicode 16).</summary>
    private static bool IsSolo(int value) => value switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true,
        < 0x1000 => false,
        <= 0x109F => true,
        < 0x1100 => false,
        <= 0x11FF => true,
        (>= 0x1780 and <= 0x17FF) => true,
        < 0x2E80 => false,
        (>= 0x3100 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) => false,
        <= 0x4DBF => true,
        (>= 0x4E00 and <= 0x9FFF) => true,
        (>= 0xA960 and <= 0xA97F) or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAA7F) or (>= 0xAC00 and <= 0xD7AF) => true,
        (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC) => true,
        (>= 0x16FE2 and <= 0x16FE3) or (>= 0x116D0 and <= 0x116E3) or (>= 0x1AFF0 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFD) => true,
        _ => false,
    };
}
