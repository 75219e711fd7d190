using System.Runtime.InteropServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>A term of a clause: one of them must stand in the document or, if it is negated, must not.</summary>
/// <param name="Leaf">The term.</param>
/// <param name="Hash">Of a word without which it does not stand.</param>
/// <param name="Joined">Of another with which it may stand all the same; the same hash where there is none.</param>
/// <param name="Traits">What else is said of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Alternative(int Leaf, uint Hash, uint Joined, AlternativeTraits Traits)
{
    public bool IsNegated => (Traits & AlternativeTraits.Negated) != AlternativeTraits.None;

    /// <summary>No word tells that it does not stand.</summary>
    public bool IsOpen => (Traits & AlternativeTraits.Open) != AlternativeTraits.None;

    /// <summary>The last one of its clause.</summary>
    public bool IsLast => (Traits & AlternativeTraits.Last) != AlternativeTraits.None;
}

[Flags]
internal enum AlternativeTraits
{
    None = 0,
    Negated = 1,
    Open = 2,
    Last = 4,
}

/// <summary>What a query demands of a document besides the term that triggered it.</summary>
/// <param name="Start">Of its clauses among the index's: a conjunction of disjunctions of terms, as most queries are.</param>
/// <param name="End">Behind the last of them.</param>
/// <param name="Rest">What is none of clauses; null when that is all.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Demand(int Start, int End, Check? Rest)
{
    public bool IsEmpty => Start == End && Rest is null;
}
