namespace Monitor.Core.Matching.Indexing;

/// <summary>What must hold of a document besides clauses of terms once a query was triggered.</summary>
internal abstract class Check
{
    public abstract bool Holds(Verification document);
}

/// <summary>A term stands somewhere in the document.</summary>
internal sealed class LeafCheck(int leaf) : Check
{
    public int Leaf => leaf;

    public override bool Holds(Verification document) => document.Holds(leaf);
}

/// <summary>A condition without a place.</summary>
internal sealed class ConditionCheck(Term term) : Check
{
    public override bool Holds(Verification document) => Evaluator.HoldsCondition(term, document.Document);
}

/// <summary>The document is of a source that the query concerns.</summary>
internal sealed class SourceCheck(Query query) : Check
{
    public override bool Holds(Verification document) => query.Concerns(document.Document.Source);
}

internal sealed class AllCheck(Check[] parts) : Check
{
    public override bool Holds(Verification document)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(document)) return false;
        }

        return true;
    }
}

internal sealed class AnyCheck(Check[] parts) : Check
{
    public override bool Holds(Verification document)
    {
        foreach (var part in parts)
        {
            if (part.Holds(document)) return true;
        }

        return false;
    }
}

internal sealed class NotCheck(Check part) : Check
{
    public override bool Holds(Verification document) => !part.Holds(document);
}
