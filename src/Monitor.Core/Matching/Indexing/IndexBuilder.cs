using System.Runtime.InteropServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>Builds the tables of an index: each query is hung on the rarest thing that it cannot do without.</summary>
internal sealed class IndexBuilder
{
    private readonly TokenPool tokens = new();
    private readonly LeafPool leaves;
    private readonly WordRarity rarity;
    private readonly List<Alternative> clauses = [];
    private readonly List<Token> sequences = [];
    private readonly List<Check> checks = [];
    private readonly List<Demand> triggered = [];
    private readonly List<int> triggeredStarts = [0];
    private readonly List<Demand> always = [];
    private readonly Dictionary<int, List<Lead>> words = [];
    private readonly Dictionary<uint, List<Lead>> pairs = [];
    private readonly Dictionary<int, List<Lead>> prefixes = [];
    private readonly Dictionary<string, List<int>> sites = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> links = new(StringComparer.Ordinal);

    private IndexBuilder(WordCensus? census)
    {
        leaves = new(tokens);
        rarity = new(tokens, census);
    }

    public static IndexTables Build(IReadOnlyList<Query> queries, WordCensus? census) => new IndexBuilder(census).Build(queries);

    private IndexTables Build(IReadOnlyList<Query> queries)
    {
        // All terms are known before the first choice, because how many terms use a word tells how rare it is.
        foreach (var query in queries) leaves.CheckOf(query.Expression.Root);
        foreach (var leaf in leaves.Drafts) leaf.Anchor = Anchor.Of(leaf, tokens, rarity);
        for (var number = 0; number < queries.Count; number++) Hang(queries[number], number);
        var frozen = leaves.Drafts.Select(Freeze).ToArray();
        var (allTokens, bytes) = tokens.Freeze();
        return new()
        {
            Queries = [.. queries],
            Clauses = [.. clauses],
            Checks = [.. checks],
            Leaves = frozen,
            Nodes = [.. leaves.Drafts.Select(draft => draft.Node)],
            TokenBytes = bytes,
            Sequences = [.. sequences],
            Triggered = [.. triggered],
            TriggeredStarts = [.. triggeredStarts],
            Triggers = new([.. words.Select(word => (allTokens[word.Key], word.Value))], bytes),
            Pairs = new([.. pairs.Select(pair => (new Token(pair.Key, 0, 0, IsPrefix: false), pair.Value))], bytes),
            Prefixes = new(prefixes, allTokens, bytes),
            Sites = new(sites),
            Links = new(links),
            Always = [.. always],
            SeesAuthor = Sees(Scope.Author),
            SeesUrl = Sees(Scope.Url),
            SeesTags = leaves.Drafts.Any(draft => draft.Node is HashtagTerm { Scope: Scope.Text } or ValueTerm { Field: Field.Tags }),
        };
    }

    private bool Sees(Scope scope) => leaves.Drafts.Any(draft => draft.Node switch
    {
        WordsTerm term => term.Scope == scope,
        HandleTerm handle => handle.Scope == scope,
        _ => false,
    });

    /// <summary>Hangs a query on the cheapest triggers among its parts; the other parts must still hold.</summary>
    private void Hang(Query query, int number)
    {
        IReadOnlyList<QueryNode> parts = query.Expression.Root is AllOf all ? all.Parts : [query.Expression.Root];
        var (part, choice) = Cheapest(parts);
        var demand = DemandOf(query, number, parts, choice.Suffices ? part : -1);
        if (choice.Leaves.Count == 1 && demand.IsEmpty) demand = demand.Decide();
        foreach (var leaf in choice.Leaves) leaves.Drafts[leaf].Demands.Add(demand);
        if (!choice.Exists) always.Add(demand);
    }

    private (int Part, TriggerChoice Choice) Cheapest(IReadOnlyList<QueryNode> parts)
    {
        var (best, choice) = (0, TriggerChoice.Of(parts[0], leaves));
        for (var part = 1; part < parts.Count; part++)
        {
            if (TriggerChoice.Of(parts[part], leaves) is var other && other.Cost < choice.Cost) (best, choice) = (part, other);
        }

        return (best, choice);
    }

    private Demand DemandOf(Query query, int number, IReadOnlyList<QueryNode> parts, int decided)
    {
        var start = clauses.Count;
        List<Check> others = query.Sources.Contains("*", StringComparer.Ordinal) ? [] : [new SourceCheck(query)];
        for (var part = 0; part < parts.Count; part++)
        {
            if (part != decided && !leaves.TryAddClause(parts[part], clauses)) others.Add(leaves.CheckOf(parts[part]));
        }

        foreach (var check in others)
        {
            clauses.Add(Alternative.Of(checks.Count));
            checks.Add(check);
        }

        return new(number, start, clauses.Count);
    }

    private Leaf Freeze(LeafDraft draft, int number)
    {
        var start = sequences.Count;
        foreach (var token in draft.Tokens) sequences.Add(tokens[token]);
        triggered.AddRange(draft.Demands);
        triggeredStarts.Add(triggered.Count);
        if (draft.Demands.Count > 0) Lead(draft, number);
        Token? anchor = draft.Anchor.Word < 0 ? null : tokens[draft.Tokens[draft.Anchor.Word]];
        return new Leaf(draft.Scope)
        {
            TokenStart = start,
            TokenCount = draft.Tokens.Length,
            Anchor = anchor is { IsPrefix: false } ? draft.Anchor.Word : -1,
            AnchorHash = anchor?.Hash ?? 0,
            HasJoined = draft.Anchor.Joined >= 0,
            JoinedHash = draft.Anchor.Joined < 0 ? 0 : tokens[draft.Anchor.Joined].Hash,
        };
    }

    /// <summary>Makes the leaf found by its rarest pair or word.</summary>
    private void Lead(LeafDraft draft, int number)
    {
        var anchor = draft.Anchor;
        if (anchor.Joined >= 0) Add(words, anchor.Joined, new(number, Indexing.Lead.Joined));
        if (anchor.Pair >= 0) Add(pairs, WordHash.OfPair(tokens[draft.Tokens[anchor.Pair]].Hash, tokens[draft.Tokens[anchor.Pair + 1]].Hash), LeadTo(draft, number, anchor.Pair, 2));
        else if (anchor.Word >= 0) Add(tokens[draft.Tokens[anchor.Word]].IsPrefix ? prefixes : words, draft.Tokens[anchor.Word], LeadTo(draft, number, anchor.Word, 1));
        else if (draft.Node is AddressTerm address) Add(address.Field == Field.Url ? sites : links, address.Parsed.Host, number);
        else Add(words, anchor.Hint, new Lead(number, 0));
    }

    /// <summary>From the rarest word, or pair of words, with the rarer of the whole words beside it.</summary>
    private Lead LeadTo(LeafDraft draft, int number, int word, int width)
    {
        if (draft is { Tokens.Length: 1, Scope: Scope.Text } && IsWhole(draft, word)) return new(number, Indexing.Lead.Alone);
        var (before, after) = (word - 1, word + width);
        if (!IsWhole(draft, after) || (IsWhole(draft, before) && rarity.Of(draft.Tokens[before]) < rarity.Of(draft.Tokens[after]))) after = before;
        return IsWhole(draft, after) ? new(number, (short)word, (sbyte)(after - word), tokens[draft.Tokens[after]].Hash) : new(number, (short)word);
    }

    private bool IsWhole(LeafDraft draft, int word) => (uint)word < (uint)draft.Tokens.Length && !tokens[draft.Tokens[word]].IsPrefix;

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (list ??= []).Add(value);
    }
}
