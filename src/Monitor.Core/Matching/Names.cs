using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Compares names that are more than one word: hashtags, handles, host labels, tags.</summary>
internal static class Names
{
    /// <summary>Words that touch in the text, as Han letters do, stay two in the key.</summary>
    private const char Touch = '\u001F';

    /// <summary>Around a word that folds to more than letters and numbers, as ½ folds to 1⁄2: its sign is none between words.</summary>
    private const char Whole = '\u001E';

    /// <summary>The key of folded words joined; null where joining changes them, as a lone mark does that then stands on a letter.</summary>
    public static string? Join(IEnumerable<string> words)
    {
        var joined = string.Concat(words);
        var key = Key(joined);
        return key.Replace($"{Touch}", "", StringComparison.Ordinal).Replace($"{Whole}", "", StringComparison.Ordinal) == joined ? key : null;
    }

    /// <summary>Two names are equal, folded, when their keys are: same words with the same signs between.</summary>
    public static string Key(ReadOnlySpan<char> name)
    {
        if (Ascii.IsValid(name)) return TextFolding.Fold(name);
        var words = Words.Of(name);
        var gaps = Literals.Gaps(name, words);
        var key = new StringBuilder(gaps[0]);
        for (var word = 0; word < words.Count; word++)
        {
            if (word > 0 && gaps[word].Length == 0) key.Append(Touch);
            if (word > 0) key.Append(gaps[word]);
            var folded = words[word].Folded;
            if (IsOfLetters(folded)) key.Append(folded);
            else key.Append(Whole).Append(folded).Append(Whole);
        }

        return words.Count == 0 ? gaps[0] : key.Append(gaps[^1]).ToString();
    }

    private static bool IsOfLetters(string folded)
    {
        foreach (var rune in folded.EnumerateRunes())
        {
            if (!CharacterKinds.IsOfWord(rune)) return false;
        }

        return true;
    }
}
