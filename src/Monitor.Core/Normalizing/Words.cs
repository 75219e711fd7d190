using System.Text;

namespace Monitor.Core.Normalizing;

/// <summary>A word of a text.</summary>
/// <param name="Start">Offset in UTF-16 code units of the text as written.</param>
/// <param name="Length">In UTF-16 code units of the text as written.</param>
/// <param name="Folded">The word, folded.</param>
public readonly record struct Word(int Start, int Length, string Folded)
{
    /// <summary>Offset just past the word.</summary>
    public int End => Start + Length;
}

/// <summary>
/// Finds the words of a text: maximal runs of letters, numbers and marks; every letter, with its marks, in scripts written without spaces;
/// every emoji sequence. This is the plain reading that the index is held to.
/// </summary>
public static class Words
{
    /// <summary>The words of the text, in order.</summary>
    public static IReadOnlyList<Word> Of(ReadOnlySpan<char> text)
    {
        var words = new List<Word>();
        var index = 0;
        while (Next(text, ref index, out var start, out var end))
        {
            words.Add(new Word(start, end - start, TextFolding.Fold(text[start..end])));
        }

        return words;
    }

    /// <summary>Finds the next word at or after <paramref name="index"/> and moves the index behind it.</summary>
    internal static bool Next(ReadOnlySpan<char> text, ref int index, out int start, out int end)
    {
        while (index < text.Length)
        {
            var kind = KindAt(text, index, out var length);
            start = index;
            index += length;
            if (kind is CharacterKind.Separator or CharacterKind.Ignorable) continue;
            end = kind == CharacterKind.Emoji ? EmojiSequence.End(text, start) : RunEnd(text, start, index, kind);
            index = end;
            return true;
        }

        start = end = index;
        return false;
    }

    /// <summary>The kind of the character at an index. A lone surrogate separates.</summary>
    internal static CharacterKind KindAt(ReadOnlySpan<char> text, int index, out int length)
    {
        var character = text[index];
        if (!char.IsSurrogate(character))
        {
            length = 1;
            return CharacterKinds.Of(character);
        }

        Rune.DecodeFromUtf16(text[index..], out var rune, out length);
        return CharacterKinds.Of(rune);
    }

    /// <summary>
    /// The end of the run that a letter, number or mark at <paramref name="start"/>, before <paramref name="index"/>, began; ignorable
    /// characters count only inside it.
    /// </summary>
    private static int RunEnd(ReadOnlySpan<char> text, int start, int index, CharacterKind first)
    {
        if (text[start] == EmojiSequence.Keycap) return index;
        if (first != CharacterKind.Solo)
        {
            while (index < text.Length && CharacterKinds.Of(text[index]) == CharacterKind.Joining) index++;
        }

        var end = index;
        while (index < text.Length)
        {
            var kind = KindAt(text, index, out var length);
            var belongs = kind == CharacterKind.Mark || (kind == CharacterKind.Joining && first != CharacterKind.Solo);
            if (!belongs && kind != CharacterKind.Ignorable) break;
            if (text[index] == EmojiSequence.Keycap && KeyBefore(text, index) is var key && char.IsAsciiDigit(text[key])) return key == start ? index + 1 : key;
            index += length;
            if (belongs) end = index;
        }

        return end;
    }

    /// <summary>What a keycap encloses: the character before it, or before the variation selector that stands between them.</summary>
    private static int KeyBefore(ReadOnlySpan<char> text, int keycap) => text[keycap - 1] == '\uFE0F' && keycap > 1 ? keycap - 2 : keycap - 1;
}
