using System.Globalization;
using System.Text;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Folding makes two spellings of a word equal: NFKD; marks that stand on a Latin, Greek, Cyrillic, Arabic or Hebrew letter are dropped; NFC;
/// full case folding; then œ → oe, æ → ae, ø → o, ł → l, đ and ð → d, þ → th, ı → i. Ignorable characters vanish.
/// </summary>
public static class TextFolding
{
    /// <summary>Folds a word or any other stretch of text. Lone surrogates become U+FFFD.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text)) return string.Create(text.Length, text, static (target, source) => Ascii.ToLower(source, target, out _));
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
        foreach (var rune in text.EnumerateRunes())
        {
            if (!CharacterKinds.IsIgnorable(rune.Value)) kept.Append(rune.ToString());
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
