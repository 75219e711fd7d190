using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Monitor.Core.Matching.Indexing;

/// <summary>
/// From a word to the terms it may begin to fulfil, by open addressing, behind a sieve that turns most words away. A slot holds the word itself
/// and where it leads, so that one line of the cache answers.
/// </summary>
internal sealed unsafe class TriggerTable
{
    private readonly byte[] pool;
    private readonly Slot[] slots;
    private readonly Slot* first;
    private readonly uint mask;
    private readonly Lead[] leads;

    /// <param name="words">Each with what it leads to.</param>
    /// <param name="pool">The bytes of the words.</param>
    public TriggerTable(IReadOnlyCollection<(Token Word, List<Lead> Leads)> words, byte[] pool)
    {
        this.pool = pool;
        Sieve = new(words.Count);
        var slotCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, words.Count * 4L / 3));

        // Pinned, and one more than needed, so that no slot lies across two lines.
        slots = GC.AllocateArray<Slot>(slotCount + 1, pinned: true);
        first = (Slot*)(((nuint)Unsafe.AsPointer(ref slots[0]) + Slot.Size - 1) & ~(nuint)(Slot.Size - 1));
        mask = (uint)slotCount - 1;
        leads = new Lead[words.Sum(word => word.Leads.Count)];
        var next = 0;
        foreach (var (word, list) in words)
        {
            list.CopyTo(leads, next);
            Put(word, list.Count == 1 ? list[0] : new Lead(next, 0, 0, (uint)list.Count), list.Count);
            next += list.Count;
        }
    }

    public WordSieve Sieve { get; }

    public bool IsEmpty => leads.Length == 0;

    /// <summary>Asks for the slot at which looking for a hash begins: the table is larger than the nearest caches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(uint hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(first + PlaceOf(hash));
    }

    /// <summary>What a word leads to. Reads 16 bytes of it whatever its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<Lead> Find(uint hash, byte* word, int length)
    {
        for (var place = PlaceOf(hash); first[place].Kind != SlotKind.Empty; place = (place + 1) & mask)
        {
            var slot = first + place;
            if (slot->Hash == hash && Holds(slot, word, length)) return LeadsOf(slot);
        }

        return [];
    }

    /// <summary>What the words with a hash lead to; the caller compares them.</summary>
    public ReadOnlySpan<Lead> Find(uint hash)
    {
        for (var place = PlaceOf(hash); first[place].Kind != SlotKind.Empty; place = (place + 1) & mask)
        {
            if (first[place].Hash == hash) return LeadsOf(first + place);
        }

        return [];
    }

    /// <summary>Where looking for a hash begins: its lowest bits are the sieve's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint PlaceOf(uint hash) => BitOperations.RotateLeft(hash, 16) & mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Holds(Slot* slot, byte* word, int length) =>
        length <= WordHash.Short ? WordHash.Load(word, length) == slot->Word : HoldsLong(slot, word, length);

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
        Sieve.Add(token.Hash);
        var place = PlaceOf(token.Hash);
        while (first[place].Kind != SlotKind.Empty) place = (place + 1) & mask;
        first[place] = new Slot { Word = WordOf(token), Hash = token.Hash, Lead = lead, Kind = count == 1 ? SlotKind.One : SlotKind.Many };
    }

    /// <summary>The word itself; of a longer one its place in the pool, with a byte that no word holds.</summary>
    private Vector128<byte> WordOf(Token token)
    {
        if (token.Length > WordHash.Short) return Vector128.Create(token.Start, token.Length, 0, -1).AsByte();
        Span<byte> word = stackalloc byte[WordHash.Short];
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
