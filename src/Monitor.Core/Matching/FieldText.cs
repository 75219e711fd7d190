using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>One text of a document with its words, found when they are first asked for.</summary>
internal sealed class FieldText(Field place, int element, string text)
{
    private IReadOnlyList<Word>? words;
    private List<Label>? labels;

    public Field Field => place;

    public int Element => element;

    public string Text => text;

    public IReadOnlyList<Word> Words => words ??= Normalizing.Words.Of(text);

    public IReadOnlyList<Label> Labels => labels ??= Matching.Labels.Of(text);

    /// <summary>What stands before the word, back to the word before it.</summary>
    public ReadOnlySpan<char> GapBefore(int word)
    {
        var start = word == 0 ? 0 : Words[word - 1].End;
        var end = word == Words.Count ? text.Length : Words[word].Start;
        return text.AsSpan(start, end - start);
    }

    /// <summary>The first word that starts at or after an offset.</summary>
    public int WordFrom(int offset)
    {
        var (low, high) = (0, Words.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Words[middle].Start < offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
