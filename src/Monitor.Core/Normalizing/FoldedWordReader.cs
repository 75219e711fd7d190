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
    private int index;

    /// <summary>The word, until the next is read.</summary>
    public ReadOnlySpan<char> Word { get; private set; }

    /// <summary>False at the end of the text.</summary>
    public bool Read()
    {
        if (!Words.Next(text, ref index, out var start, out var end)) return false;
        var written = text[start..end];
        Word = TextFolding.TryFold(written, room, out var length) ? room[..length] : TextFolding.Fold(written);
        return true;
    }
}
