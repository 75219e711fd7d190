using Monitor.Core.Normalizing;

namespace Monitor.Core.Storing;

/// <summary>One word or phrase to look for.</summary>
/// <param name="Words">Folded, and cut as <see cref="SearchedWords"/> cuts; at least one.</param>
/// <param name="IsPrefix">Whether the last word only begins so.</param>
public sealed record SearchTerm(IReadOnlyList<string> Words, bool IsPrefix)
{
    /// <summary>The words of a piece of what was typed; null when there is none.</summary>
    internal static SearchTerm? Of(string piece)
    {
        var words = Normalizing.Words.Of(piece);
        if (words.Count == 0) return null;
        var last = words[^1];
        var starred = last.Length > 1 && last.End < piece.Length && piece[last.End] == '*' && piece.AsSpan(last.End).Trim('*').IsWhiteSpace();
        return new SearchTerm([.. words.Select(word => SearchedWords.Cut(word.Folded).ToString())], starred);
    }

    /// <summary>Where the term stands among the words of a text.</summary>
    internal IEnumerable<(int Start, int End)> In(IReadOnlyList<Word> words)
    {
        for (var first = 0; first + Words.Count <= words.Count; first++)
        {
            if (StandsAt(words, first)) yield return (words[first].Start, words[first + Words.Count - 1].End);
        }
    }

    private bool StandsAt(IReadOnlyList<Word> words, int first)
    {
        for (var index = 0; index < Words.Count; index++)
        {
            var word = SearchedWords.Cut(words[first + index].Folded).ToString();
            var fits = IsPrefix && index == Words.Count - 1 ? word.StartsWith(Words[index], StringComparison.Ordinal) : word == Words[index];
            if (!fits) return false;
        }

        return true;
    }
}
