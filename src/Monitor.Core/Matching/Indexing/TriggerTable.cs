using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monitor.Core.Matching.Indexing;

/// <summary>
/// From a word to the terms it may begin to fulfil. A table of bits, small enough for the nearest caches, turns most words away; what passes
/// is looked up by open addressing, in slots that hold the word itself and where it leads: one line of the cache answers.
/// </summary>
internal sealed unsafe class TriggerTable
{
    private const int BitsPerToken = 64, LeastBits = 4_096;

    private readonly byte[] pool;
    private readonly Slot[] slots;
    private readonly Slot* first;
    private readonly int mask;
    private readonly Lead[] leads;
    private readonly ulong[] bitArray;
    private readonly ulong* bits;
    private readonly uint bitMask;

    /// <param name="words">Each with what it leads to.</param>
    /// <param name="pool">The bytes of the words.</param>
    public TriggerTable(IReadOnlyCollection<(Token Word, List<Lead> Leads)> words, byte[] pool)
    {
        this.pool = pool;
        var bitCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastBits, words.Count * BitsPerToken));
        bitMask = (uint)bitCount - 1;
        bitArray = GC.AllocateArray<ulong>(bitCount / 64, pinned: true);
        bits = (ulong*)Unsafe.AsPointer(ref bitArray[0]);
        var slotCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, words.Count * 4L / 3));
        slots = GC.AllocateArray<Slot>(slotCount + 1, pinned: true);
        first = (Slot*)(((nuint)Unsafe.AsPointer(ref slots[0]) + Slot.Size - 1) & ~(nuint)(Slot.Size - 1));
        mask = slotCount - 1;
        leads = new Lead[words.Sum(word => word.Leads.Count)];
        var next = 0;
        foreach (var (word, list) in words)
        {
            list.CopyTo(leads, next);
            Put(word, list.Count == 1 ? list[0] : new Lead(next, 0, 0, (uint)list.Count), list.Count);
            next += list.Count;
        }
    }

    public bool IsEmpty => leads.Length == 0;

    public long Bytes => (slots.LongLength * Slot.Size) + (leads.LongLength * Unsafe.SizeOf<Lead>()) + (bitArray.LongLength * sizeof(ulong));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(uint hash)
    {
        var bit = hash & bitMask;
        return ((bits[bit >> 6] >> (int)(bit & 63)) & 1) != 0;
    }

    /// <summary>Hashes words and keeps the numbers of those that may lead somewhere; gives how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Sift(byte* bytes, int* bounds, int count, uint* hashes, int* numbers)
    {
        nint kept = 0;
        var lengths = 0;
        var table = bits;
        var mask = bitMask;
        for (nint word = 0; word < count; word++)
        {
            var start = bounds[2 * word];
            var length = bounds[(2 * word) + 1] - start;
            var hash = WordHash.OfShort(bytes + start, length);
            hashes[word] = hash;
            lengths |= length;
            numbers[kept] = (int)word;
            var bit = hash & mask;
            kept += (nint)(table[bit >> 6] >> (int)(bit & 63)) & 1;
        }

        return lengths <= WordHash.Short ? (int)kept : SiftLong(bytes, bounds, count, hashes, numbers, (int)kept);
    }

    /// <summary>Hashes the long words, of which the loop above said nothing: a call in it would keep its counters in memory. One may be kept twice.</summary>
    private int SiftLong(byte* bytes, int* bounds, int count, uint* hashes, int* numbers, int kept)
    {
        for (var word = 0; word < count; word++)
        {
            var length = bounds[(2 * word) + 1] - bounds[2 * word];
            if (length <= WordHash.Short) continue;
            hashes[word] = WordHash.Of(bytes + bounds[2 * word], length);
            numbers[kept] = word;
            if (MayHold(hashes[word])) kept++;
        }

        return kept;
    }

    /// <summary>What a word leads to. Reads 16 bytes of it whatever its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<Lead> Find(uint hash, byte* word, int length)
    {
        for (var place = PlaceOf(hash); first[place].Kind != SlotKind.Empty; place = (place + 1) & (uint)mask)
        {
            var slot = first + place;
            if (slot->Hash == hash && Holds(slot, word, length)) return LeadsOf(slot);
        }

        return [];
    }

    /// <summary>What the words with a hash lead to; the caller compares them.</summary>
    public ReadOnlySpan<Lead> Find(uint hash)
    {
        for (var place = PlaceOf(hash); first[place].Kind != SlotKind.Empty; place = (place + 1) & (uint)mask)
        {
            if (first[place].Hash == hash) return LeadsOf(first + place);
        }

        return [];
    }

    /// <summary>Where looking for a hash begins: the lowest bits chose the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint PlaceOf(uint hash) => BitOperations.RotateLeft(hash, 16) & (uint)mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Holds(Slot* slot, byte* word, int length) =>
        length <= 16 ? WordHash.Load(word, length) == slot->Word : HoldsLong(slot, word, length);

    private bool HoldsLong(Slot* slot, byte* word, int length)
    {
        var place = slot->Word.AsInt32();
        return place[1] == length && place[3] == -1 && new ReadOnlySpan<byte>(word, length).SequenceEqual(pool.AsSpan(place[0], length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<Lead> LeadsOf(Slot* slot) =>
        slot->Kind == SlotKind.One ? new ReadOnlySpan<Lead>(&slot->Lead, 1) : leads.AsSpan(slot->Lead.Leaf, (int)slot->Lead.Neighbour);

    private void Put(Token token, Lead lead, int count)
    {
        var bit = token.Hash & bitMask;
        bits[bit >> 6] |= 1UL << (int)(bit & 63);
        var place = PlaceOf(token.Hash);
        while (first[place].Kind != SlotKind.Empty) place = (place + 1) & (uint)mask;
        first[place] = new Slot { Word = WordOf(token), Hash = token.Hash, Lead = lead, Kind = count == 1 ? SlotKind.One : SlotKind.Many };
    }

    /// <summary>The word itself; of a longer one its place in the pool, with a byte that no word holds.</summary>
    private Vector128<byte> WordOf(Token token)
    {
        if (token.Length > 16) return Vector128.Create(token.Start, token.Length, 0, -1).AsByte();
        Span<byte> word = stackalloc byte[16];
        word.Clear();
        pool.AsSpan(token.Start, token.Length).CopyTo(word);
        return Vector128.Create<byte>(word);
    }

    private enum SlotKind : byte
    {
        Empty,
        One,
        Many,
    }

    /// <summary>Nearly every word leads to one term, which stands here to save a look elsewhere; of more, where and how many.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
    private struct Slot
    {
        public const int Size = 32;

        public Vector128<byte> Word;
        public Lead Lead;
        public SlotKind Kind;
        public uint Hash;
    }
}
