using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>What the character before leaves to the next; the first four are the steps of the same value.</summary>
internal enum FoldingState
{
    Outside = FoldingStep.Separator,
    Shedding = FoldingStep.Shedding,
    Plain = FoldingStep.Plain,
    Solo = FoldingStep.Solo,
    Emoji,
}

/// <summary>How far a text is folded.</summary>
internal unsafe struct FoldingCursor
{
    /// <summary>The next character to read.</summary>
    public int Index;

    /// <summary>The next byte to write.</summary>
    public byte* Target;

    public FoldingState State;

    /// <summary>What is before ends in a mark that has an order among marks.</summary>
    public bool IsOrdered;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ulong entry)
    {
        Unsafe.WriteUnaligned(Target, entry);
        Target += FoldingTable.Count(entry);
    }

    public void WriteJoint() => *Target++ = FoldedBytes.Joint;
}

/// <summary>Folds characters one by one, by <see cref="FoldingTable"/>.</summary>
internal static unsafe class CharacterFolding
{
    /// <summary>Four bits for each state: before which of the first four steps a joint is written.</summary>
    private const uint Joints = (0b1110 << (4 * (int)FoldingState.Emoji)) | (0b1110 << (4 * (int)FoldingState.Solo)) | (0b1000 << (4 * (int)FoldingState.Plain)) | (0b1000 << (4 * (int)FoldingState.Shedding));

    /// <summary>Letters up to here stand one by one among ASCII; others in runs, whose words a space separates.</summary>
    private const char LastLatin = '\u024F';

    private const int MostOfTag = 4;

    /// <summary>So many ASCII characters in a row end a run of others.</summary>
    private const int Patience = 4;

    /// <summary>Folds up to a run of ASCII or a character that is more than a letter or new to the table; a loop without calls or a branch at the end of each word, whose state stays in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FoldLetters(char* source, int length, ref FoldingCursor cursor)
    {
        var target = cursor.Target;
        var state = (int)cursor.State;
        var index = cursor.Index;
        var patience = source[index] <= LastLatin ? 1 : Patience;
        var ascii = 0;
        for (; index < length; index++)
        {
            var character = source[index];
            ascii = (ascii + 1) & ((character - 0x80) >> 31);
            if (ascii == patience) break;
            if (!FoldingTable.IsKnown(character, out var entry)) break;
            var step = (int)FoldingTable.Step(entry);
            if (step > (int)FoldingStep.Solo) break;
            *target = FoldedBytes.Joint;
            target += (Joints >> ((4 * state) + step)) & 1;
            Unsafe.WriteUnaligned(target, entry);
            target += FoldingTable.Count(entry);
            state = step;
        }

        cursor.IsOrdered &= index == cursor.Index;
        cursor.State = (FoldingState)state;
        cursor.Target = target;
        cursor.Index = index;
    }

    /// <summary>Folds one character, or one emoji sequence. False when it folds only together with its neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryFoldOther(char* source, int length, ref FoldingCursor cursor)
    {
        var entry = FoldingTable.Of(Pair(source, cursor.Index, length, out var units));
        var step = FoldingTable.Step(entry);
        switch (step)
        {
            case FoldingStep.Separator or FoldingStep.Surrogate:
                Write(entry, FoldingState.Outside, ref cursor);
                break;
            case FoldingStep.Ignorable:
                break;
            case FoldingStep.Shedding or FoldingStep.Plain or FoldingStep.PlainMarked:
                if (cursor.State >= FoldingState.Solo) cursor.WriteJoint();
                Write(entry, step == FoldingStep.Shedding ? FoldingState.Shedding : FoldingState.Plain, ref cursor);
                cursor.IsOrdered = step == FoldingStep.PlainMarked;
                break;
            case FoldingStep.Solo:
                if (cursor.State != FoldingState.Outside) cursor.WriteJoint();
                Write(entry, FoldingState.Solo, ref cursor);
                break;
            case FoldingStep.Emoji:
                FoldEmoji(source, length, ref cursor);
                return true;
            default:
                if (!TryFoldMark(entry, step, ref cursor)) return false;
                break;
        }

        cursor.Index += units;
        return true;
    }

    private static bool TryFoldMark(ulong entry, FoldingStep step, ref FoldingCursor cursor)
    {
        if (step == FoldingStep.Complex) return false;
        if (cursor.State == FoldingState.Shedding && step != FoldingStep.SpacingMark) return true;
        if (cursor.State == FoldingState.Emoji || step == FoldingStep.ComposingMark) return false;
        if (step == FoldingStep.OrderedMark && cursor.IsOrdered) return false;
        Write(entry, cursor.State == FoldingState.Outside ? FoldingState.Plain : cursor.State, ref cursor);
        cursor.IsOrdered = step == FoldingStep.OrderedMark;
        return true;
    }

    private static void Write(ulong entry, FoldingState state, ref FoldingCursor cursor)
    {
        cursor.Write(entry);
        cursor.State = state;
        cursor.IsOrdered = false;
    }

    /// <summary>The characters of a sequence do not change each other: those that count are written one behind the other.</summary>
    private static void FoldEmoji(char* source, int length, ref FoldingCursor cursor)
    {
        if (cursor.State != FoldingState.Outside) cursor.WriteJoint();
        cursor.State = FoldingState.Emoji;
        var end = EmojiSequence.End(new ReadOnlySpan<char>(source, length), cursor.Index);
        var before = 0;
        while (cursor.Index < end)
        {
            var value = Pair(source, cursor.Index, end, out var units);
            var entry = FoldingTable.Of(value);
            var isTag = EmojiSequence.IsTagOfFlag(value, before);
            if (isTag) cursor.Target += new Rune(value).EncodeToUtf8(new Span<byte>(cursor.Target, MostOfTag));
            else if (FoldingTable.Step(entry) != FoldingStep.Ignorable) cursor.Write(entry);
            if (isTag || FoldingTable.Step(entry) != FoldingStep.Ignorable) before = value;
            cursor.Index += units;
        }
    }

    private static int Pair(char* source, int index, int length, out int units)
    {
        units = 1;
        if (index + 1 >= length || !char.IsSurrogatePair(source[index], source[index + 1])) return source[index];
        units = 2;
        return char.ConvertToUtf32(source[index], source[index + 1]);
    }
}
