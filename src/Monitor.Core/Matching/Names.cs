using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Compares names that are more than one word: hashtags, handles, host labels, tags.</summary>
internal static class Names
{
    /// <summary>Words that touch in the text, as Han letters do, stay two in the key.</summary>
    private const char Touch = '\u001F';

    /// <summary>The key of folded words joined; null where joining changes them, as a lone mark does that then stands on a letter.</summary>
    public static string? Join(IEnumerable<string> words)
    {
        var joined = string.Concat(words);
        var key = Key(joined);
        return key.Replace($"{Touch}", "", StringComparison.Ordinal) == joined ? key : null;
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
            key.Append(word > 0 ? gaps[word] : "").Append(words[word].Folded);
        }

        return words.Count == 0 ? gaps[0] : key.Append(gaps[^1]).ToString();
    }
}
