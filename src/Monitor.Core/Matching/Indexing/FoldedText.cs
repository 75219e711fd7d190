using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>
/// Texts folded into one buffer of bytes, reused from document to document. ASCII folds 32 characters at a time, other characters by
/// <see cref="FoldingTable"/>, and the few words whose characters fold only together by <see cref="TextFolding"/>.
/// </summary>
internal sealed unsafe class FoldedText
{
    /// <summary>Room behind the text that vector stores and word loads may touch.</summary>
    public const int Slack = 128;

    /// <summary>Buffers that grew past this are given back after the document.</summary>
    private const int Keep = 1 << 22;

    private byte[] bytes = GC.AllocateUninitializedArray<byte>(1 << 14, pinned: true);

    /// <summary>What the character before leaves to the next.</summary>
    private enum State
    {
        Outside,
        Shedding,
        Plain,
        Solo,
        Emoji,
    }

    public int Length { get; private set; }

    /// <summary>The buffer is pinned: the pointer stays good until the next <see cref="Append"/>.</summary>
    public byte* Start => (byte*)Unsafe.AsPointer(ref bytes[0]);

    public void Clear()
    {
        if (bytes.Length > Keep) bytes = GC.AllocateUninitializedArray<byte>(1 << 14, pinned: true);
        Length = 0;
    }

    /// <summary>Folds a text behind what is there, and a sign that separates it from what comes next. Gives the offset where it starts.</summary>
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

    private byte* Fold(char* source, int length, byte* target, int from)
    {
        var index = 0;
        while (index < length)
        {
            var ascii = FoldAscii(source + index, length - index, target);
            index += ascii;
            target += ascii;
            if (index == length) break;
            index = FoldOthers(source, index, length, ref target, from);
        }

        return target;
    }

    /// <summary>Folds ASCII characters up to the first other one; gives their number.</summary>
    private static int FoldAscii(char* source, int length, byte* target)
    {
        var index = 0;
        for (; index + 32 <= length; index += 32)
        {
            var first = Vector256.Load((ushort*)source + index);
            var second = Vector256.Load((ushort*)source + index + 16);
            Lower(Vector256.Narrow(first, second)).Store(target + index);
            if (((first | second) & Vector256.Create((ushort)0xFF80)) == Vector256<ushort>.Zero) continue;
            var above = Vector256.Create((ushort)0x7F);
            var others = Vector256.Narrow(Vector256.GreaterThan(first, above), Vector256.GreaterThan(second, above));
            return index + BitOperations.TrailingZeroCount(others.ExtractMostSignificantBits());
        }

        for (; index + 8 <= length; index += 8)
        {
            var eight = Vector128.Load((ushort*)source + index);
            if ((eight & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero) break;
            Lower(Vector128.Narrow(eight, eight)).GetLower().Store(target + index);
        }

        for (; index < length && source[index] < 0x80; index++) target[index] = Lower((byte)source[index]);
        return index;
    }

    private static byte Lower(byte character) => (uint)(character - 'A') < 26 ? (byte)(character | 0x20) : character;

    private static Vector128<byte> Lower(Vector128<byte> text)
    {
        var upper = Vector128.LessThan(text - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
        return text | (upper & Vector128.Create((byte)0x20));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lower(Vector256<byte> text)
    {
        var upper = Vector256.LessThan(text - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
        return text | (upper & Vector256.Create((byte)0x20));
    }

    /// <summary>Folds a run of characters outside ASCII; gives the index behind it.</summary>
    private int FoldOthers(char* source, int index, int length, ref byte* target, int from)
    {
        var state = index == 0 ? State.Outside : StateAfter(source[index - 1]);
        var isOrdered = false;
        while (index < length && source[index] >= 0x80)
        {
            int character = source[index];
            var units = 1;
            if (char.IsSurrogate((char)character)) character = Pair(source, index, length, out units);
            var entry = FoldingTable.Of(character);
            switch (FoldingTable.Step(entry))
            {
                case FoldingStep.Separator:
                    state = State.Outside;
                    break;
                case FoldingStep.Ignorable:
                    index += units;
                    continue;
                case FoldingStep.Shedding:
                    if (state >= State.Solo) *target++ = FoldedBytes.Joint;
                    state = State.Shedding;
                    isOrdered = false;
                    break;
                case FoldingStep.Plain or FoldingStep.PlainMarked:
                    if (state >= State.Solo) *target++ = FoldedBytes.Joint;
                    state = State.Plain;
                    isOrdered = FoldingTable.Step(entry) == FoldingStep.PlainMarked;
                    break;
                case FoldingStep.Solo:
                    if (state != State.Outside) *target++ = FoldedBytes.Joint;
                    state = State.Solo;
                    isOrdered = false;
                    break;
                case FoldingStep.Emoji:
                    if (state != State.Outside) *target++ = FoldedBytes.Joint;
                    state = State.Emoji;
                    if (!BeginsSequence(source, index + units, length)) break;
                    index = FoldEmoji(source, index, length, ref target);
                    continue;
                case FoldingStep.Mark or FoldingStep.OrderedMark when state != State.Emoji && !(isOrdered && FoldingTable.Step(entry) == FoldingStep.OrderedMark):
                    index += units;
                    if (state == State.Shedding) continue;
                    if (state == State.Outside) state = State.Plain;
                    isOrdered = FoldingTable.Step(entry) == FoldingStep.OrderedMark;
                    Write(entry, ref target);
                    continue;
                case FoldingStep.SpacingMark when state != State.Emoji:
                    if (state == State.Outside) state = State.Plain;
                    isOrdered = false;
                    break;
                case FoldingStep.Mark or FoldingStep.OrderedMark or FoldingStep.ComposingMark when state == State.Shedding:
                    index += units;
                    continue;
                default:
                    return FoldRun(source, index, length, ref target, from);
            }

            Write(entry, ref target);
            index += units;
        }

        if (state >= State.Solo) *target++ = FoldedBytes.Joint;
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ulong entry, ref byte* target)
    {
        Unsafe.WriteUnaligned(target, entry);
        target += FoldingTable.Count(entry);
    }

    private static State StateAfter(char ascii) => char.IsAsciiLetter(ascii) ? State.Shedding : char.IsAsciiDigit(ascii) ? State.Plain : State.Outside;

    private static int Pair(char* source, int index, int length, out int units)
    {
        units = 1;
        if (index + 1 >= length || !char.IsSurrogatePair(source[index], source[index + 1])) return source[index];
        units = 2;
        return char.ConvertToUtf32(source[index], source[index + 1]);
    }

    /// <summary>Whether an emoji may go on: by a selector, a joiner, a keycap, a modifier, a second regional indicator or a tag.</summary>
    private static bool BeginsSequence(char* source, int index, int length)
    {
        if (source[index - 1] is >= '\uDDE6' and <= '\uDDFF' && source[index - 2] == '\uD83C') return true;
        if (index >= length) return false;
        return source[index] is '\u200D' or '\u20E3' or (>= '\uFE00' and <= '\uFE0F') or '\uDB40'
            || (source[index] == '\uD83C' && index + 1 < length && source[index + 1] is >= '\uDFFB' and <= '\uDFFF');
    }

    /// <summary>The characters of a sequence do not change each other: those that count are written one behind the other.</summary>
    private static int FoldEmoji(char* source, int index, int length, ref byte* target)
    {
        var end = EmojiSequence.End(new ReadOnlySpan<char>(source, length), index);
        while (index < end)
        {
            var entry = FoldingTable.Of(Pair(source, index, end, out var units));
            if (FoldingTable.Step(entry) != FoldingStep.Ignorable) Write(entry, ref target);
            index += units;
        }

        return end;
    }

    /// <summary>Folds again, word by word, the stretch without separators around a character that folds only with its neighbours.</summary>
    private int FoldRun(char* source, int index, int length, ref byte* target, int from)
    {
        var text = new ReadOnlySpan<char>(source, length);
        var start = index;
        while (start > 0)
        {
            var before = start > 1 && char.IsSurrogatePair(text[start - 2], text[start - 1]) ? start - 2 : start - 1;
            if (Words.KindAt(text, before, out _) == CharacterKind.Separator) break;
            start = before;
        }

        while (target > Start + from && (FoldedBytes.IsOfWord(target[-1]) || target[-1] == FoldedBytes.Joint)) target--;
        var end = index;
        while (end < length && Words.KindAt(text, end, out var units) != CharacterKind.Separator) end += units;
        foreach (var word in Words.Of(text[start..end]))
        {
            Write(word.Folded, length - end, ref target);
            Reserve(1, length - end, ref target);
            *target++ = FoldedBytes.Joint;
        }

        return end;
    }

    private void Write(string folded, int remaining, ref byte* target)
    {
        var most = (folded.Length * FoldedBytes.MostPerUnit) + Slack;
        Reserve(most, remaining, ref target);
        target += FoldedBytes.Write(folded, new Span<byte>(target, most));
    }

    private void Reserve(int now, int remaining, ref byte* target)
    {
        var used = (int)(target - Start);
        Reserve(used, now + ((long)remaining * (FoldingTable.MostBytes + 1)) + Slack);
        target = Start + used;
    }
}
