using System.Runtime.CompilerServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>What must still hold of a document once a query was triggered.</summary>
internal abstract class Check
{
    public abstract bool Holds(Scan scan);
}

/// <summary>A term stands somewhere in the document.</summary>
internal sealed class LeafCheck(int leaf) : Check
{
    public int Leaf => leaf;

    public override bool Holds(Scan scan) => scan.Holds(leaf);
}

/// <summary>
/// A conjunction of disjunctions of terms, as most queries are: all clauses in one array, each its length and its terms, a negated term as
/// its complement. It says what trees of checks would say, without their many small objects.
/// </summary>
internal sealed class ClausesCheck(int[] clauses) : Check
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Holds(Scan scan)
    {
        for (var start = 0; start < clauses.Length; start += clauses[start] + 1)
        {
            if (!HoldsAny(scan, clauses.AsSpan(start + 1, clauses[start]))) return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HoldsAny(Scan scan, ReadOnlySpan<int> terms)
    {
        foreach (var term in terms)
        {
            if (term < 0 ? !scan.Holds(~term) : scan.Holds(term)) return true;
        }

        return false;
    }
}

/// <summary>A condition without a place.</summary>
internal sealed class ConditionCheck(Term term) : Check
{
    public override bool Holds(Scan scan) => Evaluator.HoldsCondition(term, scan.Document);
}

internal sealed class AllCheck(Check[] parts) : Check
{
    public override bool Holds(Scan scan)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(scan)) return false;
        }

        return true;
    }
}

internal sealed class AnyCheck(Check[] parts) : Check
{
    public override bool Holds(Scan scan)
    {
        foreach (var part in parts)
        {
            if (part.Holds(scan)) return true;
        }

        return false;
    }
}

internal sealed class NotCheck(Check part) : Check
{
    public override bool Holds(Scan scan) => !part.Holds(scan);
}
