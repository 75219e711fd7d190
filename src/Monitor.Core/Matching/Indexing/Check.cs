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
