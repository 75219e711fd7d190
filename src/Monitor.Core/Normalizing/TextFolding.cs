using System.Globalization;
using System.Text;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Folding makes two spellings of a word equal: NFKD; marks that stand on a Latin, Greek, Cyrillic, Arabic or Hebrew letter are dropped; NFC;
/// full case folding; then œ → oe, æ → ae, ø → o, ł → l, đ and ð → d, þ → th, ı → i. Ignorable characters vanish.
/// </summary>
public static class TextFolding
{
    private const int Short = 64, LastAlone = 0x52F;

    /// <summary>What the letters that fold alone fold to, as far as they were met.</summary>
    private static readonly string?[] Alone = new string[LastAlone + 1];

    /// <summary>Folds a word or any other stretch of text. Lone surrogates become U+FFFD.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text)) return string.Create(text.Length, text, static (target, source) => Ascii.ToLower(source, target, out _));
        Span<char> folded = stackalloc char[Short];
        return TryFold(text, folded, out var length) ? folded[..length].ToString() : FoldTogether(text);
    }

    /// <summary>Folds a text whose characters fold one by one, as those of French or Russian do. False when some do not, or there is no room.</summary>
    internal static bool TryFold(ReadOnlySpan<char> text, Span<char> target, out int length)
    {
        length = 0;
        foreach (var character in text)
        {
            if (char.IsAscii(character))
            {
                if (length == target.Length) return false;
                target[length++] = char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
                continue;
            }

            if (!FoldsAlone(character)) return false;
            var folded = Alone[character] ??= FoldTogether([character]);
            if (!folded.TryCopyTo(target[length..])) return false;
            length += folded.Length;
        }

        return true;
    }

    /// <summary>Latin, Greek and Cyrillic but for their marks and the modifier letters: what composes with a neighbour here is a mark, which those letters shed.</summary>
    private static bool FoldsAlone(char character) => character is < '\u02B0' or (>= '\u0370' and <= '\u0482') or (>= '\u048A' and <= (char)LastAlone);

    /// <summary>Folds a text as a whole: right for every text, and slow.</summary>
    internal static string FoldTogether(ReadOnlySpan<char> text)
    {
        var decomposed = Strip(text).Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        var bare = DropMarks(decomposed).Normalize(NormalizationForm.FormC);
        foreach (var rune in bare.EnumerateRunes()) AppendFolded(folded, rune);
        return folded.ToString();
    }

    /// <summary>The text as written but for ignorable characters, in NFC: what exact terms compare.</summary>
    public static string Compose(ReadOnlySpan<char> text) =>
        Ascii.IsValid(text) ? text.ToString() : Strip(text).Normalize(NormalizationForm.FormC);

    private static string Strip(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder(text.Length);
        var before = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (CharacterKinds.IsIgnorable(rune.Value) && !EmojiSequence.IsTagOfFlag(rune.Value, before)) continue;
            kept.Append(rune.ToString());
            before = rune.Value;
        }

        return kept.ToString();
    }

    private static string DropMarks(string decomposed)
    {
        var kept = new StringBuilder(decomposed.Length);
        var onLetter = false;
        foreach (var rune in decomposed.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.NonSpacingMark)
            {
                if (onLetter) continue;
            }
            else if (category is not (UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))
            {
                onLetter = ShedsMarks(rune.Value) && Rune.IsLetter(rune);
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>Blocks of Latin, Greek, Cyrillic, Hebrew and Arabic (Scripts.txt); asked of what NFKD leaves.</summary>
    internal static bool ShedsMarks(int value) => value switch
    {
        < 0x2B0 => true,
        < 0x370 => false,
        <= 0x52F => true,
        (>= 0x590 and <= 0x6FF) or (>= 0x750 and <= 0x77F) or (>= 0x860 and <= 0x8FF) => true,
        (>= 0x1C80 and <= 0x1C8F) or (>= 0x1D00 and <= 0x1DBF) or (>= 0x1E00 and <= 0x1FFF) => true,
        (>= 0x2C60 and <= 0x2C7F) or (>= 0xA640 and <= 0xA69F) or (>= 0xA722 and <= 0xA7FF) or (>= 0xAB30 and <= 0xAB6F) => true,
        (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) => true,
        _ => false,
    };

    private static void AppendFolded(StringBuilder folded, Rune rune)
    {
        switch (rune.Value)
        {
            case 'ß' or 'ẞ': folded.Append("ss"); break;
            case 'œ' or 'Œ': folded.Append("oe"); break;
            case 'æ' or 'Æ': folded.Append("ae"); break;
            case 'ø' or 'Ø': folded.Append('o'); break;
            case 'ł' or 'Ł': folded.Append('l'); break;
            case 'đ' or 'Đ' or 'ð' or 'Ð': folded.Append('d'); break;
            case 'þ' or 'Þ': folded.Append("th"); break;
            case 'ı' or 'İ': folded.Append('i'); break;
            case 'ς': folded.Append('σ'); break;
            case >= 0x1C80 and <= 0x1C88: folded.Append("вдостт\u044A\u0463\uA64B"[rune.Value - 0x1C80]); break;

            // Cherokee alone folds to its upper case (CaseFolding.txt).
            case >= 0x13F8 and <= 0x13FD: folded.Append((char)(rune.Value - 8)); break;
            case >= 0xAB70 and <= 0xABBF: folded.Append((char)(rune.Value - 0xAB70 + 0x13A0)); break;
            case >= 0x13A0 and <= 0x13F5: folded.Append((char)rune.Value); break;
            default: folded.Append(Rune.ToLowerInvariant(rune).ToString()); break;
        }
    }
}
