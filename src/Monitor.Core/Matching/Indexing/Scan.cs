using System.Runtime.CompilerServices;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>One thread's work on one document at a time: which words may trigger something, and the queries that are triggered. Reused, so that a document that triggers nothing allocates nothing.</summary>
internal sealed unsafe class Scan
{
    /// <summary>Slots of the table are asked for so many candidates before they are needed: it is larger than the nearest caches.</summary>
    private const int Ahead = 4;

    private readonly FoldedWords words = new();
    private readonly Verification document = new();

    // Into the buffers of the words, which are pinned and stay until the next document.
    private byte* bytes;
    private int* bounds;
    private uint* hashes;
    private int count;

    private int[] candidates = new int[1 << 11];
    private int[] queryEpochs = [];
    private int[] firedEpochs = [];
    private int epoch;
    private IndexTables tables = IndexTables.Empty;
    private List<int> fits = [];

    /// <summary>Adds the numbers of the queries that fit, in no order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(IndexTables index, Document text, List<int> found)
    {
        Begin(index, text, found);
        var kept = Hash();
        for (var candidate = 0; candidate < kept; candidate++)
        {
            if (candidate + Ahead < kept) tables.Triggers.Prefetch(hashes[candidates[candidate + Ahead]]);
            Trigger(candidates[candidate]);
        }

        if (!tables.Pairs.IsEmpty && words.HasWide) TriggerPairs();
        if (!tables.Prefixes.IsEmpty) TriggerPrefixes();
        if (!tables.Sites.IsEmpty) tables.Sites.Visit(text.Url, this);
        if (!tables.Links.IsEmpty) VisitLinks(text);
        foreach (var query in tables.Always) Ask(query);
        document.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(IndexTables index, Document text, List<int> found)
    {
        (tables, fits) = (index, found);
        if (queryEpochs.Length < index.Queries.Length) Array.Resize(ref queryEpochs, index.Queries.Length);
        if (firedEpochs.Length < index.Leaves.Length) Array.Resize(ref firedEpochs, index.Leaves.Length);
        if (++epoch == int.MaxValue)
        {
            Array.Clear(queryEpochs);
            Array.Clear(firedEpochs);
            epoch = 1;
        }

        document.Begin(index, text, words);
        bytes = words.Bytes;
        bounds = words.Bounds;
        hashes = words.HashStart;
        count = words.Count;
    }

    /// <summary>Hashes every word and keeps the numbers of those that may trigger something; gives how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Hash()
    {
        if (candidates.Length < count) candidates = new int[count + (count / 2)];
        var kept = 0;
        var shift = tables.Triggers.Shift;
        var text = bytes;
        var bound = bounds;
        var hash = hashes;
        var all = count;
        fixed (int* keep = candidates)
        fixed (ulong* bits = tables.Triggers.Bits)
        {
            for (var word = 0; word < all; word++, bound += 2)
            {
                var value = WordHash.Of(text + bound[0], bound[1] - bound[0]);
                hash[word] = value;
                var bit = value >> shift;
                keep[kept] = word;
                kept += (int)(bits[bit >> 6] >> (int)(bit & 63)) & 1;
            }
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Trigger(int word)
    {
        var hash = hashes[word];
        var triggers = tables.Triggers;
        for (var place = triggers.Seek(hash, TriggerTable.PlaceOf(hash)); place >= 0; place = triggers.Seek(hash, place + 1))
        {
            if (!BytesOf(word).SequenceEqual(tables.TokenBytes.AsSpan(triggers.BytesAt(place)))) continue;
            foreach (var lead in triggers.LeadsAt(place)) Fire(lead, word);
            return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TriggerPairs()
    {
        var pairs = tables.Pairs;
        for (var word = 0; word + 1 < count; word++)
        {
            var hash = WordHash.OfPair(hashes[word], hashes[word + 1]);
            if (!pairs.MayHold(hash)) continue;
            var place = pairs.Seek(hash, TriggerTable.PlaceOf(hash));
            if (place < 0) continue;
            foreach (var lead in pairs.LeadsAt(place)) Fire(lead, word, isCompared: false);
        }
    }

    private void TriggerPrefixes()
    {
        var prefixes = tables.Prefixes;
        for (var word = 0; word < count; word++)
        {
            var start = bytes + bounds[2 * word];
            if (!prefixes.MayBegin(start)) continue;
            var length = bounds[(2 * word) + 1] - bounds[2 * word];
            foreach (var prefix in prefixes.Lengths)
            {
                if (prefix > length) break;
                foreach (var lead in prefixes.Of(start, prefix)) Fire(lead, word);
            }
        }
    }

    private void VisitLinks(Document text)
    {
        foreach (var link in text.Links)
        {
            foreach (var hop in link.Hops) tables.Links.Visit(hop, this);
        }
    }

    /// <summary>A term may stand at a word: asks the queries it triggers if it does.</summary>
    /// <param name="isCompared">The word was compared already, if it is the term's rarest.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fire(Lead lead, int word, bool isCompared = true)
    {
        if (lead.Side != 0 && ((uint)(word + lead.Side) >= (uint)count || hashes[word + lead.Side] != lead.Neighbour)) return;
        if (firedEpochs[lead.Leaf] == epoch) return;
        ref readonly var leaf = ref tables.Leaves[lead.Leaf];
        var stands = leaf.IsPlain || lead.Offset == Lead.Joined
            ? document.Confirm(lead.Leaf)
            : document.StandsAt(in leaf, word - lead.Offset, isCompared ? leaf.Anchor : -1);
        if (!stands) return;
        firedEpochs[lead.Leaf] = epoch;
        foreach (var number in tables.Triggered.AsSpan(leaf.QueryStart, leaf.QueryEnd - leaf.QueryStart))
        {
            if (number < 0) fits.Add(~number);
            else Ask(number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Ask(int number)
    {
        if (queryEpochs[number] == epoch) return;
        queryEpochs[number] = epoch;
        ref readonly var demand = ref tables.Demands[number];
        if (!document.HoldAll(tables.Clauses.AsSpan(demand.Start, demand.End - demand.Start))) return;
        if (demand.Rest is null || demand.Rest.Holds(document)) fits.Add(number);
    }

    private ReadOnlySpan<byte> BytesOf(int word) => new(bytes + bounds[2 * word], bounds[(2 * word) + 1] - bounds[2 * word]);
}
