using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>
/// Texts folded into one buffer of bytes, reused from document to document. ASCII folds by <see cref="AsciiFolding"/>, other characters by
/// <see cref="FoldingTable"/>, and the few words whose characters fold only together by <see cref="TextFolding"/>.
/// </summary>
internal sealed unsafe class FoldedText
{
    /// <summary>Room behind the text that vector stores and word loads may touch.</summary>
    public const int Slack = 128;

    /// <summary>Buffers that grew past this are given back after the document.</summary>
    private const int Keep = 1 << 22;

    private byte[] bytes = GC.AllocateUninitializedArray<byte>(1 << 14, pinned: true);

    /// <summary>Makes the page of ASCII, which <see cref="CharacterFolding.FoldLetters"/> meets between other letters.</summary>
    public FoldedText() => FoldingTable.Of(' ');

    public int Length { get; private set; }

    /// <summary>The buffer is pinned: the pointer stays good until the next <see cref="Append"/>.</summary>
    public byte* Start => (byte*)Unsafe.AsPointer(ref bytes[0]);

    public void Clear()
    {
        if (bytes.Length > Keep) bytes = GC.AllocateUninitializedArray<byte>(1 << 14, pinned: true);
        Length = 0;
    }

    /// <summary>Folds a text behind what is there, and a sign that separates it from what comes next. Gives the offset where it starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Append(string text)
    {
        var from = Length;
        if (text.Length == 0) return from;
        var perUnit = text.Length > 1 << 14 && Ascii.IsValid(text) ? 1 : FoldingTable.MostBytes + 1;
        Reserve(from, ((long)text.Length * perUnit) + Slack);
        fixed (char* source = text)
        {
            var end = Fold(source, text.Length, Start + from, from);
            *end = (byte)' ';
            Length = (int)(end + 1 - Start);
        }

        return from;
    }

    private void Reserve(int used, long more)
    {
        if (used + more <= bytes.Length) return;
        var grown = GC.AllocateUninitializedArray<byte>(checked((int)Math.Max(used + more, bytes.Length * 2L)), pinned: true);
        bytes.AsSpan(0, used).CopyTo(grown);
        bytes = grown;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* Fold(char* source, int length, byte* target, int from)
    {
        var cursor = new FoldingCursor { Target = target };
        while (cursor.Index < length)
        {
            var ascii = AsciiFolding.Fold(source + cursor.Index, length - cursor.Index, cursor.Target);
            cursor.Index += ascii;
            cursor.Target += ascii;
            if (cursor.Index == length) break;
            FoldOthers(source, length, ref cursor, from);
        }

        return cursor.Target;
    }

    /// <summary>Folds characters up to a run of ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FoldOthers(char* source, int length, ref FoldingCursor cursor, int from)
    {
        cursor.State = cursor.Index == 0 ? FoldingState.Outside : StateAfter(source[cursor.Index - 1]);
        cursor.IsOrdered = false;
        while (true)
        {
            CharacterFolding.FoldLetters(source, length, ref cursor);
            if (cursor.Index == length || source[cursor.Index] < 0x80) break;
            if (!CharacterFolding.TryFoldOther(source, length, ref cursor)) FoldRun(source, length, ref cursor, from);
        }

        if (cursor.State >= FoldingState.Solo) cursor.WriteJoint();
    }

    private static FoldingState StateAfter(char ascii) =>
        char.IsAsciiLetter(ascii) ? FoldingState.Shedding : char.IsAsciiDigit(ascii) ? FoldingState.Plain : FoldingState.Outside;

    /// <summary>Folds again, word by word, the stretch without separators around a character that folds only with its neighbours.</summary>
    private void FoldRun(char* source, int length, ref FoldingCursor cursor, int from)
    {
        var text = new ReadOnlySpan<char>(source, length);
        var start = cursor.Index;
        while (start > 0)
        {
            var before = start > 1 && char.IsSurrogatePair(text[start - 2], text[start - 1]) ? start - 2 : start - 1;
            if (Words.KindAt(text, before, out _) == CharacterKind.Separator) break;
            start = before;
        }

        while (cursor.Target > Start + from && (FoldedBytes.IsOfWord(cursor.Target[-1]) || cursor.Target[-1] == FoldedBytes.Joint)) cursor.Target--;
        var end = cursor.Index;
        while (end < length && Words.KindAt(text, end, out var units) != CharacterKind.Separator) end += units;
        foreach (var word in Words.Of(text[start..end]))
        {
            Write(word.Folded, length - end, ref cursor);
            cursor.WriteJoint();
        }

        cursor.Index = end;
        cursor.State = FoldingState.Outside;
    }

    /// <summary>Writes a word and leaves room for a joint and the rest of the text.</summary>
    private void Write(string folded, int remaining, ref FoldingCursor cursor)
    {
        var most = (folded.Length * FoldedBytes.MostPerUnit) + Slack;
        var used = (int)(cursor.Target - Start);
        Reserve(used, most + ((long)remaining * (FoldingTable.MostBytes + 1)) + Slack);
        cursor.Target = Start + used;
        cursor.Target += FoldedBytes.Write(folded, new Span<byte>(cursor.Target, most));
    }
}
