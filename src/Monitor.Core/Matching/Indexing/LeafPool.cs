using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>A leaf while the index is being built.</summary>
internal sealed class LeafDraft(QueryNode node)
{
    public QueryNode Node => node;

    public Scope Scope { get; init; }

    /// <summary>Words that decide; none when the plain reading does.</summary>
    public IReadOnlyList<int> Tokens { get; init; } = [];

    /// <summary>Words of which one must be there for the plain reading to be asked.</summary>
    public IReadOnlyList<int> Hints { get; init; } = [];

    /// <summary>Words of the joined phrase; none when it has none.</summary>
    public IReadOnlyList<int> Joined { get; init; } = [];

    /// <summary>Queries that the leaf triggers.</summary>
    public List<int> Queries { get; } = [];

    /// <summary>How often it is expected in a document; null while nobody asked.</summary>
    public double? Cost { get; set; }
}

/// <summary>Gathers the terms of the standing queries, each once, and makes checks of trees.</summary>
internal sealed class LeafPool(TokenPool tokens)
{
    private readonly Dictionary<QueryNode, int> known = [];
    private readonly List<LeafDraft> drafts = [];
    private readonly List<LeafCheck> checks = [];

    public IReadOnlyList<LeafDraft> Drafts => drafts;

    /// <summary>What must hold for the node to hold.</summary>
    public Check CheckOf(QueryNode node) => node switch
    {
        AllOf all => new AllCheck([.. all.Parts.Select(CheckOf)]),
        AnyOf any => new AnyCheck([.. any.Parts.Select(CheckOf)]),
        Not not => new NotCheck(CheckOf(not.Part)),

        // The plain reading is asked last: only where all that it needs is there.
        Near near => new AllCheck([CheckOf(near.Left), CheckOf(near.Right), checks[Plain(near)]]),
        WordsTerm { IsExact: true } exact => new AllCheck([checks[Folded(exact)], checks[Plain(exact)]]),
        LiteralTerm { Words.Count: > 0 } literal => new AllCheck([checks[Folded(literal)], checks[Plain(literal)]]),
        NumberTerm or ValueTerm { Field: not Field.Tags } => new ConditionCheck((Term)node),
        _ => checks[Of((Term)node)],
    };

    /// <summary>What must hold for all the nodes to hold, in its flattest form.</summary>
    public Check CheckOfAll(IReadOnlyList<QueryNode> nodes)
    {
        var clauses = new List<int>();
        if (nodes.All(node => AddClause(node, clauses))) return new ClausesCheck([.. clauses]);
        return nodes.Count == 1 ? CheckOf(nodes[0]) : new AllCheck([.. nodes.Select(CheckOf)]);
    }

    private bool AddClause(QueryNode node, List<int> clauses)
    {
        var literals = node is AnyOf any ? any.Parts : new Sequence<QueryNode>([node]);
        clauses.Add(literals.Count);
        foreach (var literal in literals)
        {
            var (part, isNegated) = literal is Not not ? (not.Part, true) : (literal, false);
            if (part is not Term term || CheckOf(term) is not LeafCheck check) return false;
            clauses.Add(isNegated ? ~check.Leaf : check.Leaf);
        }

        return true;
    }

    /// <summary>The leaf of a term that is one.</summary>
    public int Of(Term term) => term is WordsTerm { IsExact: false } words ? Add(words, () => OfWords(words)) : Plain(term);

    /// <summary>The leaf of the words of an exact or literal term, which must be there, folded, for the term to stand.</summary>
    public int Folded(WordsTerm exact) =>
        Of(new WordsTerm(exact.Scope, new(exact.Words.Select(word => word with { Raw = "" })), IsExact: false, "", 0));

    public int Folded(LiteralTerm literal) =>
        Of(new WordsTerm(literal.Scope, new(literal.Words.Select(word => new TermWord(word, "", ""))), IsExact: false, "", 0));

    private int Plain(QueryNode node) => Add(node, () => new LeafDraft(node) { Hints = HintsOf(node) });

    private int Add(QueryNode node, Func<LeafDraft> make)
    {
        if (known.TryGetValue(node, out var number)) return number;
        number = drafts.Count;
        drafts.Add(make());
        checks.Add(new(number));
        known.Add(node, number);
        return number;
    }

    private LeafDraft OfWords(WordsTerm term)
    {
        int[] words = [.. term.Words.Select(word => tokens.Add(word.Folded, word.IsPrefix))];
        var joined = term.Joined is null ? [] : AddWords(string.Concat(term.Words.Select(word => word.Folded)));

        // Where letters are words of their own, as in Han, the joined words are the phrase once more.
        return new(term) { Scope = term.Scope, Tokens = words, Joined = joined.AsSpan().SequenceEqual(words) ? [] : joined };
    }

    private int[] HintsOf(QueryNode node) => node switch
    {
        HashtagTerm hashtag => AddWords(hashtag.Name),
        HandleTerm handle => AddWords(handle.Local),
        ValueTerm { Field: Field.Tags } tag => AddWords(tag.Value),
        _ => [],
    };

    private int[] AddWords(string text) => [.. Words.Of(text).Select(word => tokens.Add(word.Folded))];
}
