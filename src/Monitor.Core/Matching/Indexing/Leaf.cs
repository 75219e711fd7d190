using System.Runtime.InteropServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>A term of the standing queries. Words and phrases are decided on hashes of words; other terms by the plain reading.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Leaf(Scope scope)
{
    private readonly byte scope = (byte)scope;

    /// <summary>The term's words among the index's; none when the plain reading decides.</summary>
    public int TokenStart { get; init; }

    public int TokenCount { get; init; }

    /// <summary>Which of its words is the rarest; -1 when all are prefixes.</summary>
    public int Anchor { get; init; }

    /// <summary>The hash of that word.</summary>
    public uint AnchorHash { get; init; }

    /// <summary>Whether a hashtag, handle or host label may hold the joined words.</summary>
    public bool HasJoined { get; init; }

    /// <summary>The hash of a word that such a label holds then.</summary>
    public uint JoinedHash { get; init; }

    public Scope Scope => (Scope)scope;

    public bool IsPlain => TokenCount == 0;
}

/// <summary>Where a word of the text leads.</summary>
/// <param name="Leaf">The term to look at.</param>
/// <param name="Offset">Which word of the term it is; <see cref="Joined"/> when it is the joined words, <see cref="Alone"/> when it is all of the term.</param>
/// <param name="Side">How far from it a word stands that must have a hash, 0 where none must.</param>
/// <param name="Neighbour">That hash: most phrases are turned away by it before anything else of them is looked at.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct Lead(int Leaf, short Offset, sbyte Side = 0, uint Neighbour = 0)
{
    public const short Joined = -1, Alone = -2;
}
