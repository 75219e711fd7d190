using System.Runtime.InteropServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>A term of a clause: one of them must stand in the document or, if it is negated, must not.</summary>
/// <param name="Leaf">The term, or the check where it is <see cref="IsCheck"/>.</param>
/// <param name="Hash">Of a word without which it does not stand.</param>
/// <param name="Joined">Of another with which it may stand all the same; the same hash where there is none.</param>
/// <param name="Traits">What else is said of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Alternative(int Leaf, uint Hash, uint Joined, AlternativeTraits Traits)
{
    public static Alternative Of(int check) => new(check, 0, 0, AlternativeTraits.Check | AlternativeTraits.Last);

    public bool IsNegated => (Traits & AlternativeTraits.Negated) != AlternativeTraits.None;

    /// <summary>No word tells that it does not stand.</summary>
    public bool IsOpen => (Traits & AlternativeTraits.Open) != AlternativeTraits.None;

    /// <summary>What is none of clauses: a check among the index's, which stands alone.</summary>
    public bool IsCheck => (Traits & AlternativeTraits.Check) != AlternativeTraits.None;

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
    Check = 8,
}

/// <summary>What a query demands of a document besides the term that triggered it: a conjunction of disjunctions.</summary>
/// <param name="Query">Its number.</param>
/// <param name="Start">Of its clauses among the index's; negative where nothing is demanded and no other term triggers the query.</param>
/// <param name="End">Behind the last of them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Demand(int Query, int Start, int End)
{
    private const int Decided = -1;

    public bool IsEmpty => Start == End;

    public bool IsDecided => Start == Decided;

    public Demand Decide() => new(Query, Decided, Decided);
}
