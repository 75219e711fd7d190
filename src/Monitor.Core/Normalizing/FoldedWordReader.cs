namespace Monitor.Core.Normalizing;

/// <summary>Reads the folded words of a text one after another, without a string for each.</summary>
/// <param name="text">The text.</param>
/// <param name="room">Where most words are folded; longer ones become strings.</param>
internal ref struct FoldedWordReader(ReadOnlySpan<char> text, Span<char> room)
{
    /// <summary>Enough for the words that people write, in UTF-16 code units.</summary>
    public const int Room = 64;

    private readonly ReadOnlySpan<char> text = text;
    private readonly Span<char> room = room;
    private readonly ReadOnlySpan<char> letters = PlainLetters.Met;

    /// <summary>The word, until the next is read.</summary>
    public ReadOnlySpan<char> Word { get; private set; }

    /// <summary>Where it starts in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends in the text; and where the next is looked for.</summary>
    public int End { get; private set; }

    /// <summary>False at the end of the text.</summary>
    public bool Read()
    {
        if (ReadPlain()) return true;
        var index = Start;
        if (!Words.Next(text, ref index, out var start, out var end)) return false;
        (Start, End) = (start, end);
        var written = text[start..end];
        Word = TextFolding.TryFold(written, room, out var length) ? room[..length] : TextFolding.Fold(written);
        return true;
    }

    /// <summary>Reads a word of letters that fold one by one to one each, as nearly all are; false, at the start of what is left, where the next is another.</summary>
    private bool ReadPlain()
    {
        var index = End;
        var letter = PlainLetters.Separator;
        while (index < text.Length && (letter = Letter(text[index])) == PlainLetters.Separator) index++;
        Start = index;
        var length = 0;
        while (letter is not (PlainLetters.Separator or PlainLetters.Odd))
        {
            if (length == room.Length) return false;
            room[length++] = letter;
            letter = ++index < text.Length ? Letter(text[index]) : PlainLetters.Separator;
        }

        if (letter == PlainLetters.Odd || length == 0) return false;
        End = index;
        Word = room[..length];
        return true;
    }

    private readonly char Letter(char character)
    {
        var letter = letters[character];
        return letter == PlainLetters.Unmet ? PlainLetters.Meet(character) : letter;
    }
}
