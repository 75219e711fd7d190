using System.Buffers;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching.Indexing;

/// <summary>Gathers the terms of the standing queries, each once, and makes checks of trees.</summary>
internal sealed class LeafPool(TokenPool tokens)
{
    /// <summary>What consists of these alone is one word and folded already.</summary>
    private static readonly SearchValues<char> FoldedAscii = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    private readonly Dictionary<QueryNode, int> known = [];
    private readonly List<LeafDraft> drafts = [];
    private readonly List<LeafCheck> checks = [];

    public List<LeafDraft> Drafts => drafts;

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

    /// <summary>Appends the clause that the node is; false, and nothing appended, when it is none.</summary>
    public bool TryAddClause(QueryNode node, List<Alternative> clauses)
    {
        var start = clauses.Count;
        foreach (var part in node is AnyOf any ? any.Parts.AsSpan() : [node])
        {
            var (term, isNegated) = part is Not not ? (not.Part, true) : (part, false);
            if (term is Near || CheckOf(term) is not LeafCheck check)
            {
                clauses.RemoveRange(start, clauses.Count - start);
                return false;
            }

            clauses.Add(AlternativeOf(check.Leaf, isNegated));
        }

        clauses[^1] = clauses[^1] with { Traits = clauses[^1].Traits | AlternativeTraits.Last };
        return true;
    }

    private Alternative AlternativeOf(int leaf, bool isNegated)
    {
        var draft = drafts[leaf];
        var traits = isNegated ? AlternativeTraits.Negated : AlternativeTraits.None;
        var word = draft.Anchor.Word >= 0 ? draft.Tokens[draft.Anchor.Word] : draft.Anchor.Hint;
        if (word < 0 || tokens[word].IsPrefix) return new(leaf, 0, 0, traits | AlternativeTraits.Open);
        return new(leaf, tokens[word].Hash, tokens[draft.Anchor.Joined < 0 ? word : draft.Anchor.Joined].Hash, traits);
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

    private int[] AddWords(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(FoldedAscii) ? [tokens.Add(text)] : [.. Words.Of(text).Select(word => tokens.Add(word.Folded))];
}
