using System.Runtime.CompilerServices;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>One thread's work on one document at a time: which words may trigger something, and the queries that are triggered. Reused, so that a document that triggers nothing allocates nothing.</summary>
internal sealed unsafe class Scan
{
    private const int Keep = 1 << 20;

    private readonly FoldedWords words = new();
    private readonly Verification document = new();

    // Into the buffers of the words, which are pinned and stay until the next document.
    private byte* bytes;
    private int* bounds;
    private uint* hashes;
    private int count;

    private int[] candidates = GC.AllocateUninitializedArray<int>(1 << 12, pinned: true);

    // Of the last document that asked each query and found each term; all of them are forgotten once in 65,535 documents.
    private ushort[] queryEpochs = [];
    private ushort[] firedEpochs = [];
    private ushort epoch;
    private IndexTables tables = IndexTables.Empty;
    private List<int> fits = [];

    /// <summary>Adds the numbers of the queries that fit, in no order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(IndexTables index, Document text, List<int> found)
    {
        Begin(index, text, found);
        TriggerWords();
        if (!tables.Pairs.IsEmpty && words.HasWide) TriggerPairs();
        if (!tables.Prefixes.IsEmpty) TriggerPrefixes();
        if (!tables.Sites.IsEmpty) tables.Sites.Visit(text.Url, this);
        if (!tables.Links.IsEmpty) VisitLinks(text);
        foreach (ref readonly var demand in tables.Always.AsSpan()) Ask(in demand);
        document.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(IndexTables index, Document text, List<int> found)
    {
        (tables, fits) = (index, found);
        if (queryEpochs.Length < index.Queries.Length) Array.Resize(ref queryEpochs, index.Queries.Length);
        if (firedEpochs.Length < index.Leaves.Length) Array.Resize(ref firedEpochs, index.Leaves.Length);
        if (++epoch == 0)
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

    /// <summary>Follows the words that lead somewhere. The slot of the next is asked for while one is looked at, and word 0 stands in behind the last: a loop that asked for all first would be mispredicted once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TriggerWords()
    {
        var triggers = tables.Triggers;
        if (candidates.Length <= 3 * count || candidates.Length > Keep) candidates = GC.AllocateUninitializedArray<int>(Math.Max(4 * count, 1 << 12), pinned: true);
        var numbers = (int*)Unsafe.AsPointer(ref candidates[0]);
        var kept = triggers.Sieve.Sift(bytes, bounds, count, hashes, numbers);
        numbers[kept] = 0;
        for (var candidate = 0; candidate < kept; candidate++)
        {
            var word = numbers[candidate];
            triggers.Prefetch(hashes[numbers[candidate + 1]]);
            var start = bounds[2 * word];
            foreach (ref readonly var lead in triggers.Find(hashes[word], bytes + start, bounds[(2 * word) + 1] - start)) Fire(in lead, word);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TriggerPairs()
    {
        var pairs = tables.Pairs;
        for (var word = 0; word + 1 < count; word++)
        {
            var hash = WordHash.OfPair(hashes[word], hashes[word + 1]);
            if (!pairs.Sieve.MayHold(hash)) continue;
            foreach (ref readonly var lead in pairs.Find(hash)) Fire(in lead, word, isCompared: false);
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
                foreach (ref readonly var lead in prefixes.Of(start, prefix)) Fire(in lead, word);
            }
        }
    }

    private void VisitLinks(Document text)
    {
        // By index: the enumerator of a list behind its interface is allocated.
        for (var link = 0; link < text.Links.Count; link++)
        {
            var hops = text.Links[link].Hops;
            for (var hop = 0; hop < hops.Count; hop++) tables.Links.Visit(hops[hop], this);
        }
    }

    /// <summary>A term may stand at a word: asks the queries it triggers if it does.</summary>
    /// <param name="isCompared">The word was compared already, if it is the term's rarest.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fire(in Lead lead, int word, bool isCompared = true)
    {
        if (lead.Side != 0 && ((uint)(word + lead.Side) >= (uint)count || hashes[word + lead.Side] != lead.Neighbour)) return;
        if (firedEpochs[lead.Leaf] == epoch || !Stands(in lead, word, isCompared)) return;
        firedEpochs[lead.Leaf] = epoch;
        var start = tables.TriggeredStarts[lead.Leaf];
        foreach (ref readonly var demand in tables.Triggered.AsSpan(start, tables.TriggeredStarts[lead.Leaf + 1] - start))
        {
            if (demand.IsDecided) fits.Add(demand.Query);
            else Ask(in demand);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Stands(in Lead lead, int word, bool isCompared)
    {
        if (lead.Offset == Lead.Alone) return document.IsOfText(word);
        ref readonly var leaf = ref tables.Leaves[lead.Leaf];
        if (leaf.IsPlain || lead.Offset == Lead.Joined) return document.Confirm(lead.Leaf);
        return document.StandsAt(in leaf, word - lead.Offset, isCompared ? leaf.Anchor : -1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Ask(in Demand demand)
    {
        if (queryEpochs[demand.Query] == epoch) return;
        queryEpochs[demand.Query] = epoch;
        if (document.HoldAll(tables.Clauses.AsSpan(demand.Start, demand.End - demand.Start))) fits.Add(demand.Query);
    }
}
