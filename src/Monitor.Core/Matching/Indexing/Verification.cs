using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>Whether terms stand in one document at a time: on hashes of its words, then on their bytes, then by the plain reading, whose answers are remembered.</summary>
internal sealed unsafe class Verification
{
    /// <summary>From so many words on, what was found out about a phrase is remembered for the next query that asks.</summary>
    private const int LongText = 512;

    private readonly Segments segments = new();

    // Into the buffers of the words, which are pinned and stay until the next document.
    private byte* bytes;
    private int* bounds;
    private uint* hashes;
    private int count;

    // Of the last document that each answer is about; all of them are forgotten once in 65,535 documents.
    private ushort[] knownEpochs = [];
    private bool[] known = [];
    private ushort epoch;
    private IndexTables tables = IndexTables.Empty;
    private DocumentView? view;

    public Document Document { get; private set; } = null!;

    private ReadOnlySpan<uint> Hashes => new(hashes, count);

    /// <summary>Folds the document and finds its words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(IndexTables index, Document document, FoldedWords words)
    {
        (tables, Document, view) = (index, document, null);
        if (knownEpochs.Length < index.Leaves.Length)
        {
            Array.Resize(ref knownEpochs, index.Leaves.Length);
            Array.Resize(ref known, index.Leaves.Length);
        }

        if (++epoch == 0)
        {
            Array.Clear(knownEpochs);
            epoch = 1;
        }

        segments.Load(document, words, index);
        words.Find();
        bytes = words.Bytes;
        bounds = words.Bounds;
        hashes = words.HashStart;
        count = words.Count;
    }

    public void End() => view = null;

    /// <summary>Whether of every clause at least one term stands, or does not if it is negated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool HoldAll(ReadOnlySpan<Alternative> clauses)
    {
        var isMet = false;
        foreach (ref readonly var term in clauses)
        {
            isMet = isMet || Meets(in term);
            if (!term.IsLast) continue;
            if (!isMet) return false;
            isMet = false;
        }

        return true;
    }

    /// <summary>Whether a term stands anywhere in the document.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Holds(int number)
    {
        ref readonly var leaf = ref tables.Leaves[number];
        if (leaf.IsPlain) return Confirm(number);
        if (count < LongText) return Find(in leaf) || HoldsJoined(in leaf, number);
        if (knownEpochs[number] != epoch) Remember(number, Find(in leaf) || HoldsJoined(in leaf, number));
        return known[number];
    }

    /// <summary>Asks the plain reading, once for a document.</summary>
    public bool Confirm(int number)
    {
        if (knownEpochs[number] != epoch) Remember(number, Evaluator.Holds(tables.Nodes[number], view ??= new(Document)));
        return known[number];
    }

    /// <summary>Whether the term's words stand from a word on, within a text of its scope.</summary>
    /// <param name="leaf">The term.</param>
    /// <param name="first">Where its first word would be.</param>
    /// <param name="compared">The one of its words that was compared already; -1 for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool StandsAt(ref readonly Leaf leaf, int first, int compared = -1)
    {
        if (first < 0 || first + leaf.TokenCount > count) return false;
        for (var index = 0; index < leaf.TokenCount; index++)
        {
            if (index != compared && !IsToken(first + index, in tables.Sequences[leaf.TokenStart + index])) return false;
        }

        return segments.Hold(leaf.Scope, bounds[2 * first], bounds[2 * (first + leaf.TokenCount - 1)]);
    }

    /// <summary>Whether a word is of the title or the body.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOfText(int word) => segments.Hold(Scope.Text, bounds[2 * word], bounds[2 * word]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Meets(ref readonly Alternative term) =>
        term.IsCheck ? tables.Checks[term.Leaf].Holds(this) : (MayStand(in term) && Holds(term.Leaf)) != term.IsNegated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayStand(ref readonly Alternative term) =>
        term.IsOpen || count >= LongText || MayHold(term.Hash) || (term.Joined != term.Hash && MayHold(term.Joined));

    /// <summary>Whether a word has the hash, or what was left behind the last one in the buffer, which is longer, has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayHold(uint hash)
    {
        var wanted = Vector256.Create(hash);
        var found = Vector256<uint>.Zero;
        for (var word = 0; word < count; word += Vector256<uint>.Count) found |= Vector256.Equals(Vector256.Load(hashes + word), wanted);
        return found != Vector256<uint>.Zero;
    }

    private bool HoldsJoined(ref readonly Leaf leaf, int number) => leaf.HasJoined && Hashes.Contains(leaf.JoinedHash) && Confirm(number);

    private void Remember(int number, bool holds)
    {
        knownEpochs[number] = epoch;
        known[number] = holds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Find(ref readonly Leaf leaf)
    {
        if (leaf.Anchor < 0) return FindPrefixes(in leaf);
        for (var from = 0; ; from++)
        {
            var next = Hashes[from..].IndexOf(leaf.AnchorHash);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsToken(int word, ref readonly Token token)
    {
        if (!token.IsPrefix && hashes[word] != token.Hash) return false;
        var text = new ReadOnlySpan<byte>(bytes + bounds[2 * word], bounds[(2 * word) + 1] - bounds[2 * word]);
        var wanted = tables.TokenBytes.AsSpan(token.Start, token.Length);
        return token.IsPrefix ? text.StartsWith(wanted) : text.SequenceEqual(wanted);
    }
}
