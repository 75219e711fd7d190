using System.Runtime.CompilerServices;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>One thread's work on one document at a time: its words, and what was found out about terms and queries. Reused, so that a document that triggers nothing allocates nothing.</summary>
internal sealed unsafe class Scan
{
    /// <summary>From so many words on, what was found out about a phrase is remembered for the next query that asks.</summary>
    private const int LongText = 512;

    private const byte False = 1, True = 2;

    private readonly FoldedWords words = new();
    private readonly Segments segments = new();
    private int[] candidates = new int[1 << 11];
    private int[] queryEpochs = [];
    private int[] firedEpochs = [];
    private int[] knownEpochs = [];
    private byte[] known = [];
    private int epoch;
    private IndexTables tables = IndexTables.Empty;
    private DocumentView? view;
    private List<int> fits = [];

    public Document Document { get; private set; } = null!;

    private DocumentView View => view ??= new(Document);

    /// <summary>Adds the numbers of the queries that fit, in no order.</summary>
    public void Run(IndexTables index, Document document, List<int> found)
    {
        Begin(index, document, found);
        var count = Hash();
        for (var candidate = 0; candidate < count; candidate++) Trigger(candidates[candidate]);
        if (!tables.Prefixes.IsEmpty) TriggerPrefixes();
        if (!tables.Sites.IsEmpty) tables.Sites.Visit(document.Url, this);
        if (!tables.Links.IsEmpty) VisitLinks();
        foreach (var query in tables.Always) Ask(query);
        view = null;
    }

    private void Begin(IndexTables index, Document document, List<int> found)
    {
        (tables, Document, fits, view) = (index, document, found, null);
        if (queryEpochs.Length < index.Queries.Length) Array.Resize(ref queryEpochs, index.Queries.Length);
        if (firedEpochs.Length < index.Leaves.Length)
        {
            Array.Resize(ref firedEpochs, index.Leaves.Length);
            Array.Resize(ref knownEpochs, index.Leaves.Length);
            Array.Resize(ref known, index.Leaves.Length);
        }

        if (++epoch == int.MaxValue) Forget();
        segments.Load(document, words, index);
        words.Find();
    }

    private void Forget()
    {
        Array.Clear(queryEpochs);
        Array.Clear(firedEpochs);
        Array.Clear(knownEpochs);
        epoch = 1;
    }

    /// <summary>Hashes every word and keeps the numbers of those that may trigger something; gives how many.</summary>
    private int Hash()
    {
        var count = words.Count;
        if (candidates.Length < count) candidates = new int[count + (count / 2)];
        var kept = 0;
        var shift = tables.Triggers.Shift;
        var bytes = words.Bytes;
        var bound = words.Bounds;
        var hash = words.HashStart;
        fixed (int* keep = candidates)
        fixed (ulong* bits = tables.Triggers.Bits)
        {
            for (var word = 0; word < count; word++, bound += 2)
            {
                var value = WordHash.Of(bytes + bound[0], bound[1] - bound[0]);
                hash[word] = value;
                var bit = value >> shift;
                keep[kept] = word;
                kept += (int)(bits[bit >> 6] >> (int)(bit & 63)) & 1;
            }
        }

        return kept;
    }

    private void Trigger(int word)
    {
        var hash = words.Hashes[word];
        var triggers = tables.Triggers;
        for (var place = triggers.Seek(hash, TriggerTable.PlaceOf(hash)); place >= 0; place = triggers.Seek(hash, place + 1))
        {
            if (!words[word].SequenceEqual(tables.BytesOf(triggers.TokenAt(place)))) continue;
            foreach (var lead in triggers.LeadsAt(place)) Fire(lead, word);
            return;
        }
    }

    private void TriggerPrefixes()
    {
        var prefixes = tables.Prefixes;
        for (var word = 0; word < words.Count; word++)
        {
            var start = words.Bytes + words.StartOf(word);
            if (!prefixes.MayBegin(start)) continue;
            var length = words[word].Length;
            foreach (var prefix in prefixes.Lengths)
            {
                if (prefix > length) break;
                foreach (var lead in prefixes.Of(start, prefix)) Fire(lead, word);
            }
        }
    }

    private void VisitLinks()
    {
        foreach (var link in Document.Links)
        {
            foreach (var hop in link.Hops) tables.Links.Visit(hop, this);
        }
    }

    /// <summary>A term may stand at a word: asks the queries it triggers if it does.</summary>
    public void Fire(Lead lead, int word)
    {
        if (firedEpochs[lead.Leaf] == epoch) return;
        ref var leaf = ref tables.Leaves[lead.Leaf];
        var stands = leaf.IsPlain || lead.Offset == Lead.Joined ? Confirm(lead.Leaf) : StandsAt(in leaf, word - lead.Offset);
        if (!stands) return;
        firedEpochs[lead.Leaf] = epoch;
        for (var index = leaf.QueryStart; index < leaf.QueryEnd; index++) Ask(tables.Triggered[index]);
    }

    private void Ask(int number)
    {
        if (queryEpochs[number] == epoch) return;
        queryEpochs[number] = epoch;
        ref var query = ref tables.Queries[number];
        if (query.IsRestricted && !query.Query.Concerns(Document.Source)) return;
        if (query.Rest is null || query.Rest.Holds(this)) fits.Add(number);
    }

    /// <summary>Whether a term stands anywhere in the document.</summary>
    public bool Holds(int number)
    {
        ref var leaf = ref tables.Leaves[number];
        if (leaf.IsPlain) return Confirm(number);
        if (words.Count < LongText) return Find(in leaf) || HoldsJoined(in leaf, number);
        if (knownEpochs[number] != epoch) Remember(number, Find(in leaf) || HoldsJoined(in leaf, number));
        return known[number] == True;
    }

    private bool HoldsJoined(ref readonly Leaf leaf, int number) =>
        leaf.JoinedToken >= 0 && words.Hashes.Contains(tables.Tokens[leaf.JoinedToken].Hash) && Confirm(number);

    /// <summary>Asks the plain reading, once for a document.</summary>
    private bool Confirm(int number)
    {
        if (knownEpochs[number] != epoch) Remember(number, Evaluator.Holds(tables.Nodes[number], View));
        return known[number] == True;
    }

    private void Remember(int number, bool holds)
    {
        knownEpochs[number] = epoch;
        known[number] = holds ? True : False;
    }

    private bool Find(ref readonly Leaf leaf)
    {
        if (leaf.Anchor < 0) return FindPrefixes(in leaf);
        var hash = tables.Tokens[tables.Sequences[leaf.TokenStart + leaf.Anchor]].Hash;
        var hashes = words.Hashes;
        for (var from = 0; ; from++)
        {
            var next = hashes[from..].IndexOf(hash);
            if (next < 0) return false;
            from += next;
            if (StandsAt(in leaf, from - leaf.Anchor)) return true;
        }
    }

    private bool FindPrefixes(ref readonly Leaf leaf)
    {
        for (var first = 0; first <= words.Count - leaf.TokenCount; first++)
        {
            if (StandsAt(in leaf, first)) return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool StandsAt(ref readonly Leaf leaf, int first)
    {
        if (first < 0 || first + leaf.TokenCount > words.Count) return false;
        for (var index = 0; index < leaf.TokenCount; index++)
        {
            if (!IsToken(first + index, tables.Sequences[leaf.TokenStart + index])) return false;
        }

        return segments.Hold(leaf.Scope, words.StartOf(first), words.StartOf(first + leaf.TokenCount - 1));
    }

    private bool IsToken(int word, int number)
    {
        ref var token = ref tables.Tokens[number];
        if (token.IsPrefix) return words[word].StartsWith(tables.BytesOf(number));
        return words.Hashes[word] == token.Hash && words[word].SequenceEqual(tables.BytesOf(number));
    }
}
