using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>One thread's work on one document at a time: its words, and what was found out about terms and queries. Reused, so that a document that triggers nothing allocates nothing.</summary>
internal sealed unsafe class Scan
{
    /// <summary>From so many words on, what was found out about a phrase is remembered for the next query that asks.</summary>
    private const int LongText = 512;

    /// <summary>Slots of the table are asked for so many candidates before they are needed: it is larger than the nearest caches.</summary>
    private const int Ahead = 4;

    private const byte False = 1, True = 2;

    private readonly FoldedWords words = new();

    // Into the buffers of the words, which are pinned and stay until the next document.
    private byte* bytes;
    private int* bounds;
    private uint* hashes;
    private int count;

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
        var kept = Hash();
        for (var candidate = 0; candidate < kept; candidate++)
        {
            if (candidate + Ahead < kept) tables.Triggers.Prefetch(hashes[candidates[candidate + Ahead]]);
            Trigger(candidates[candidate]);
        }

        if (!tables.Pairs.IsEmpty && words.HasWide) TriggerPairs();
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
        bytes = words.Bytes;
        bounds = words.Bounds;
        hashes = words.HashStart;
        count = words.Count;
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

    private void VisitLinks()
    {
        foreach (var link in Document.Links)
        {
            foreach (var hop in link.Hops) tables.Links.Visit(hop, this);
        }
    }

    /// <summary>A term may stand at a word: asks the queries it triggers if it does.</summary>
    /// <param name="isCompared">The word was compared already, if it is the term's rarest.</param>
    public void Fire(Lead lead, int word, bool isCompared = true)
    {
        if (firedEpochs[lead.Leaf] == epoch) return;
        ref var leaf = ref tables.Leaves[lead.Leaf];
        var stands = leaf.IsPlain || lead.Offset == Lead.Joined ? Confirm(lead.Leaf) : StandsAt(in leaf, word - lead.Offset, isCompared ? leaf.Anchor : -1);
        if (!stands) return;
        firedEpochs[lead.Leaf] = epoch;
        foreach (var number in tables.Triggered.AsSpan(leaf.QueryStart, leaf.QueryEnd - leaf.QueryStart))
        {
            if (number < 0) fits.Add(~number);
            else Ask(number);
        }
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
        if (count < LongText) return Find(in leaf) || HoldsJoined(in leaf, number);
        if (knownEpochs[number] != epoch) Remember(number, Find(in leaf) || HoldsJoined(in leaf, number));
        return known[number] == True;
    }

    private bool HoldsJoined(ref readonly Leaf leaf, int number) =>
        leaf.JoinedToken >= 0 && Hashes.Contains(tables.Tokens[leaf.JoinedToken].Hash) && Confirm(number);

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
        var hash = leaf.AnchorHash;
        for (var from = 0; ; from++)
        {
            var next = Hashes[from..].IndexOf(hash);
            if (next < 0) return false;
            from += next;
            if (StandsAt(in leaf, from - leaf.Anchor)) return true;
        }
    }

    private bool FindPrefixes(ref readonly Leaf leaf)
    {
        for (var first = 0; first <= count - leaf.TokenCount; first++)
        {
            if (StandsAt(in leaf, first)) return true;
        }

        return false;
    }

    /// <summary>Whether the term's words stand from a word on, within a text of its scope.</summary>
    /// <param name="known">The one of its words that was compared already; -1 for none.</param>
    private bool StandsAt(ref readonly Leaf leaf, int first, int known = -1)
    {
        if (first < 0 || first + leaf.TokenCount > count) return false;
        for (var index = 0; index < leaf.TokenCount; index++)
        {
            if (index != known && !IsToken(first + index, tables.Sequences[leaf.TokenStart + index])) return false;
        }

        return segments.Hold(leaf.Scope, bounds[2 * first], bounds[2 * (first + leaf.TokenCount - 1)]);
    }

    private bool IsToken(int word, int number)
    {
        ref readonly var token = ref tables.Tokens[number];
        if (token.IsPrefix) return BytesOf(word).StartsWith(tables.BytesOf(number));
        return hashes[word] == token.Hash && BytesOf(word).SequenceEqual(tables.BytesOf(number));
    }

    private ReadOnlySpan<uint> Hashes => new(hashes, count);

    private ReadOnlySpan<byte> BytesOf(int word) => new(bytes + bounds[2 * word], bounds[(2 * word) + 1] - bounds[2 * word]);
}
