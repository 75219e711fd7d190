using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Monitor.Core.Matching.Indexing;

/// <summary>
/// From a word's hash to the terms it may begin to fulfil. A table of bits, small enough for the nearest cache, turns most words away;
/// what passes is looked up by open addressing. The caller compares the bytes.
/// </summary>
internal sealed class TriggerTable
{
    private const int BitsPerToken = 12, LeastBits = 4_096;

    private readonly Slot[] slots;
    private readonly Lead[] leads;
    private readonly ulong[] bits;

    /// <param name="words">Each with what it leads to.</param>
    public TriggerTable(IReadOnlyCollection<(Token Word, List<Lead> Leads)> words)
    {
        var bitCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastBits, words.Count * BitsPerToken));
        bits = new ulong[bitCount / 64];
        Shift = 32 - BitOperations.Log2((uint)bitCount);
        slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, words.Count * 4L / 3))];
        leads = new Lead[words.Sum(word => word.Leads.Count)];
        var next = 0;
        foreach (var (word, list) in words)
        {
            list.CopyTo(leads, next);
            Put(new Slot(word, list[0], next, next + list.Count));
            next += list.Count;
        }
    }

    public int Shift { get; }

    public ulong[] Bits => bits;

    public bool IsEmpty => leads.Length == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(uint hash)
    {
        var bit = hash >> Shift;
        return ((bits[bit >> 6] >> (int)(bit & 63)) & 1) != 0;
    }

    /// <summary>The slot at or behind a place that holds the hash; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Seek(uint hash, int place)
    {
        var mask = slots.Length - 1;
        for (place &= mask; slots[place].End != 0; place = (place + 1) & mask)
        {
            if (slots[place].Hash == hash) return place;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(uint hash)
    {
        if (!Sse.IsSupported) return;
        ref var slot = ref slots[PlaceOf(hash) & (slots.Length - 1)];
        Sse.Prefetch0(Unsafe.AsPointer(ref slot));
    }

    /// <summary>Where looking for a hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(uint hash) => (int)((hash * 0x9E3779B1u) >> 8);

    /// <summary>Where the word's bytes are in the pool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Range BytesAt(int place) => slots[place].BytesStart..slots[place].BytesEnd;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<Lead> LeadsAt(int place)
    {
        ref readonly var slot = ref slots[place];
        return slot.End - slot.Start == 1 ? new ReadOnlySpan<Lead>(in slot.Only) : leads.AsSpan(slot.Start, slot.End - slot.Start);
    }

    private void Put(Slot slot)
    {
        var bit = slot.Hash >> Shift;
        bits[bit >> 6] |= 1UL << (int)(bit & 63);
        var mask = slots.Length - 1;
        var place = PlaceOf(slot.Hash) & mask;
        while (slots[place].End != 0) place = (place + 1) & mask;
        slots[place] = slot;
    }

    /// <summary>Nearly every word leads to one term, which stands here to save a look elsewhere.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Slot(Token token, Lead only, int start, int end)
    {
        public readonly uint Hash = token.Hash;
        public readonly int BytesStart = token.Start, BytesEnd = token.Start + token.Length, Start = start, End = end;
        public readonly Lead Only = only;
    }
}
