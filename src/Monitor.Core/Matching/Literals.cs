using System.Globalization;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>What stands between words, folded, for literals: symbols count there.</summary>
internal static class Literals
{
    /// <summary>What stands before the first word, between words, and after the last: one more than words.</summary>
    public static IReadOnlyList<string> Gaps(ReadOnlySpan<char> text, IReadOnlyList<Word> words)
    {
        var gaps = new List<string>(words.Count + 1);
        var start = 0;
        foreach (var word in words)
        {
            gaps.Add(Fold(text[start..word.Start]));
            start = word.End;
        }

        gaps.Add(Fold(text[start..]));
        return gaps;
    }

    /// <summary>Folds what stands between words: any white space is a space, wide and compatible forms of signs are the sign.</summary>
    public static string Fold(ReadOnlySpan<char> gap)
    {
        if (Ascii.IsValid(gap) && !gap.ContainsAny('\t', '\n', '\r')) return gap.ToString();
        var folded = new StringBuilder(gap.Length);
        foreach (var rune in gap.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) folded.Append(' ');
            else if (!CharacterKinds.IsIgnorable(rune.Value)) folded.Append(Plain(rune));
        }

        return folded.ToString();
    }

    /// <summary>The sign's compatible form, unless that has letters or numbers: ™ stays ™.</summary>
    private static string Plain(Rune sign)
    {
        var written = sign.ToString();
        if (sign.IsAscii || Rune.GetUnicodeCategory(sign) == UnicodeCategory.OtherNotAssigned) return written;
        var plain = written.Normalize(NormalizationForm.FormKD);
        foreach (var rune in plain.EnumerateRunes())
        {
            if (CharacterKinds.IsOfWord(rune)) return written;
        }

        return plain;
    }
}
