using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>What a character does to the folded text.</summary>
internal enum FoldingStep
{
    /// <summary>Written as a sign that separates words.</summary>
    Separator,

    /// <summary>A letter that sheds non-spacing marks.</summary>
    Shedding,

    /// <summary>Another letter or number that joins its neighbours.</summary>
    Plain,

    /// <summary>A word of its own.</summary>
    Solo,

    /// <summary>As <see cref="Plain"/>, ending in a mark that has an order among marks.</summary>
    PlainMarked,

    /// <summary>Not written.</summary>
    Ignorable,

    /// <summary>Half of a character beyond the Basic Multilingual Plane; alone, a separator.</summary>
    Surrogate,

    /// <summary>Begins an emoji sequence.</summary>
    Emoji,

    /// <summary>A non-spacing mark that neither composes nor has an order.</summary>
    Mark,

    /// <summary>A non-spacing mark with an order (a combining class above 0): two of them may have to change places.</summary>
    OrderedMark,

    /// <summary>A non-spacing mark that may compose with what is before it.</summary>
    ComposingMark,

    /// <summary>A spacing mark that does not compose: no letter sheds it.</summary>
    SpacingMark,

    /// <summary>Folds only together with its neighbours.</summary>
    Complex,
}

/// <summary>
/// Folding of single characters, so that nearly all text folds by look-up. Where a character's folding depends on its neighbours the
/// table says so, and <see cref="TextFolding"/> folds the word. Pages are made when a character of theirs first turns up.
/// </summary>
internal static class FoldingTable
{
    /// <summary>Most bytes that a character of the Basic Multilingual Plane may fold to here.</summary>
    public const int MostBytes = 3;

    private const int PageBits = 8, PageSize = 1 << PageBits, MostBytesBeyond = 6;

    private static readonly ulong[]?[] Pages = new ulong[0x110000 >> PageBits][];

    /// <summary>
    /// Second characters of canonical decompositions, of the blocks whose letters keep their marks: those may compose with what is before
    /// them. Elsewhere marks compose only with letters that shed them.
    /// </summary>
    private static readonly Lazy<HashSet<int>> Composing = new(FindComposing);

    /// <summary>Whether the character's page is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsKnown(char character, out ulong entry)
    {
        var page = Pages[character >> PageBits];
        entry = page is null ? 0 : page[character & (PageSize - 1)];
        return page is not null;
    }

    public static ulong Of(int character) => (Pages[character >> PageBits] ?? Make(character >> PageBits))[character & (PageSize - 1)];

    public static FoldingStep Step(ulong entry) => (FoldingStep)(entry >> 56);

    public static int Count(ulong entry) => (int)(entry >> 48) & 0xF;

    /// <summary>What a page holds of a character, worked out anew.</summary>
    internal static ulong EntryOf(int character) => Rune.IsValid(character) ? Entry(new Rune(character)) : Entry(FoldingStep.Surrogate, " "u8);

    private static ulong[] Make(int number)
    {
        var page = new ulong[PageSize];
        for (var index = 0; index < PageSize; index++) page[index] = EntryOf((number << PageBits) | index);
        Volatile.Write(ref Pages[number], page);
        return page;
    }

    private static ulong Entry(Rune rune)
    {
        var kind = CharacterKinds.Of(rune);
        if (kind == CharacterKind.Separator) return Entry(FoldingStep.Separator, [Sign(rune)]);
        if (kind == CharacterKind.Ignorable) return Entry(FoldingStep.Ignorable, []);
        Span<byte> bytes = stackalloc byte[128];
        var count = FoldedBytes.Write(TextFolding.Fold(rune.ToString()), bytes);
        var most = rune.IsBmp ? MostBytes : MostBytesBeyond;
        return count > most ? Entry(FoldingStep.Complex, []) : Entry(StepOf(rune, kind), bytes[..count]);
    }

    private static ulong Entry(FoldingStep step, ReadOnlySpan<byte> bytes)
    {
        var entry = ((ulong)step << 56) | ((ulong)bytes.Length << 48);
        for (var index = 0; index < bytes.Length; index++) entry |= (ulong)bytes[index] << (8 * index);
        return entry;
    }

    private static byte Sign(Rune rune) => rune.IsAscii ? (byte)rune.Value : (byte)' ';

    private static FoldingStep StepOf(Rune rune, CharacterKind kind) => kind switch
    {
        CharacterKind.Emoji => FoldingStep.Emoji,
        CharacterKind.Mark => StepOfMark(rune),
        _ when Composing.Value.Contains(rune.Value) => FoldingStep.Complex,
        CharacterKind.Solo => EndsInMark(rune) ? FoldingStep.Complex : FoldingStep.Solo,
        _ => StepOfLetter(rune),
    };

    private static FoldingStep StepOfLetter(Rune rune)
    {
        var last = new Rune(' ');
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsMark(part)) last = part;
        }

        if (TextFolding.ShedsMarks(last.Value) && Rune.IsLetter(last)) return FoldingStep.Shedding;
        return EndsInMark(rune) ? FoldingStep.PlainMarked : FoldingStep.Plain;
    }

    /// <summary>Hangul syllables end in what is a mark to words but compose only with the finals, which are complex themselves.</summary>
    private static bool EndsInMark(Rune rune)
    {
        if (rune.Value is >= 0xAC00 and <= 0xD7A3) return false;
        var last = rune;
        foreach (var part in TextFolding.Fold(rune.ToString()).EnumerateRunes()) last = part;
        return IsMark(last);
    }

    private static FoldingStep StepOfMark(Rune rune)
    {
        if (rune.Value == EmojiSequence.Keycap) return FoldingStep.Complex;
        var isNonSpacing = Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
        var composes = Composing.Value.Contains(rune.Value) || !rune.ToString().IsNormalized(NormalizationForm.FormKD);
        if (!isNonSpacing) return composes || HasOrder(rune) || Rune.IsLetter(rune) ? FoldingStep.Complex : FoldingStep.SpacingMark;
        if (composes) return FoldingStep.ComposingMark;
        return HasOrder(rune) ? FoldingStep.OrderedMark : FoldingStep.Mark;
    }

    /// <summary>Whether normalization moves the mark: before U+0345, whose class is the highest, or behind U+0334, whose class is the lowest.</summary>
    private static bool HasOrder(Rune mark) =>
        mark.Value is 0x345 or (>= 0x334 and <= 0x338)
        || !$"\u0345{mark}".IsNormalized(NormalizationForm.FormD) || !$"{mark}\u0334".IsNormalized(NormalizationForm.FormD);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static HashSet<int> FindComposing()
    {
        (int First, int Last)[] ranges = [(0x900, 0x1CFF), (0x3040, 0x30FF), (0x10D00, 0x11FFF), (0x16000, 0x16FFF)];
        var composing = new HashSet<int>(Enumerable.Range(0x1160, 0x1200 - 0x1160));
        foreach (var value in ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First)))
        {
            var rune = new Rune(value);
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned) continue;
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Skip(1)) composing.Add(part.Value);
        }

        return composing;
    }
}
