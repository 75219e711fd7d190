using System.Runtime.InteropServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>A term of the standing queries. Words and phrases are decided on hashes of words; other terms by the plain reading.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Leaf
{
    /// <summary>The term's words among the index's; none when the plain reading decides.</summary>
    public int TokenStart, TokenCount;

    /// <summary>Which of its words is the rarest; -1 when all are prefixes.</summary>
    public int Anchor;

    /// <summary>The hash of that word.</summary>
    public uint AnchorHash;

    /// <summary>The word that a hashtag, handle or host label of the joined words holds; -1 when none may.</summary>
    public int JoinedToken;

    /// <summary>The queries that the term triggers, among the index's.</summary>
    public int QueryStart, QueryEnd;

    public Scope Scope;

    public readonly bool IsPlain => TokenCount == 0;
}

/// <summary>Where a word of the text leads.</summary>
/// <param name="Leaf">The term to look at.</param>
/// <param name="Offset">Which word of the term it is; <see cref="Joined"/> when it is the joined words.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Lead(int Leaf, int Offset)
{
    public const int Joined = -1;
}
