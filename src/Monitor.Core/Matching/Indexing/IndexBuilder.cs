using System.Runtime.InteropServices;

namespace Monitor.Core.Matching.Indexing;

/// <summary>Builds the tables of an index: each query is hung on the rarest thing that it cannot do without.</summary>
internal sealed class IndexBuilder
{
    /// <summary>An address costs about as much as a rare word to look up.</summary>
    private const double CostOfAddress = 1e-4;

    private readonly TokenPool tokens = new();
    private readonly LeafPool leaves;
    private readonly WordRarity rarity;
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
        var always = new List<int>();
        var indexed = queries.Select((query, number) => Hang(query, number, always)).ToArray();
        var sequences = new List<int>();
        var triggered = new List<int>();
        var frozen = leaves.Drafts.Select((draft, number) => Freeze(draft, number, sequences, triggered)).ToArray();
        var (allTokens, bytes) = tokens.Freeze();
        return new()
        {
            Queries = indexed,
            Leaves = frozen,
            Nodes = [.. leaves.Drafts.Select(draft => draft.Node)],
            Tokens = allTokens,
            TokenBytes = bytes,
            Sequences = [.. sequences],
            Triggered = [.. triggered],
            Triggers = new([.. words.Select(word => (allTokens[word.Key], word.Value))]),
            Pairs = new([.. pairs.Select(pair => (new Token(pair.Key, 0, 0, IsPrefix: false), pair.Value))]),
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

    /// <summary>Hangs a query on the cheapest triggers among its parts; the other parts must still be checked.</summary>
    private IndexedQuery Hang(Query query, int number, List<int> always)
    {
        IReadOnlyList<QueryNode> parts = query.Expression.Root is AllOf all ? all.Parts : [query.Expression.Root];
        var choices = parts.Select(part => TriggerChoice.Of(part, leaves, CostOf)).ToArray();
        var best = Array.IndexOf(choices, choices.MinBy(choice => choice.Cost));
        var remaining = choices[best].Suffices ? parts.Where((_, part) => part != best).ToArray() : parts;
        var rest = remaining.Count == 0 ? null : leaves.CheckOfAll(remaining);
        var indexed = new IndexedQuery(query, rest, !query.Sources.Contains("*", StringComparer.Ordinal));
        var isDecided = choices[best].Leaves.Count == 1 && rest is null && !indexed.IsRestricted;
        foreach (var leaf in choices[best].Leaves) leaves.Drafts[leaf].Queries.Add(isDecided ? ~number : number);
        if (!choices[best].Exists) always.Add(number);
        return indexed;
    }

    private double CostOf(int leaf) => leaves.Drafts[leaf].Cost ??= CostOf(leaves.Drafts[leaf]);

    private double CostOf(LeafDraft draft)
    {
        if (draft.Node is AddressTerm) return CostOfAddress;
        var joined = draft.Joined.Count == 0 ? 0 : draft.Joined.Min(rarity.Of);
        if (PairOf(draft) is >= 0 and var pair) return joined + rarity.OfPair(draft.Tokens[pair], draft.Tokens[pair + 1]);
        return joined + (draft.Tokens.Count > 0 ? Anchors(draft) : draft.Hints).Min(rarity.Of);
    }

    /// <summary>The first word of the rarest pair of wide words; -1 where there is none.</summary>
    private int PairOf(LeafDraft draft) =>
        Enumerable.Range(0, Math.Max(0, draft.Tokens.Count - 1)).Where(index => IsWide(draft.Tokens[index]) && IsWide(draft.Tokens[index + 1]))
            .DefaultIfEmpty(-1).MinBy(index => index < 0 ? 0 : rarity.OfPair(draft.Tokens[index], draft.Tokens[index + 1]));

    private bool IsWide(int token) => !tokens[token].IsPrefix && tokens.BytesOf(token) is [>= FoldedBytes.LeastWide, ..];

    /// <summary>The words to look for first: whole words where there are any.</summary>
    private IEnumerable<int> Anchors(LeafDraft draft)
    {
        var whole = draft.Tokens.Where(token => !tokens[token].IsPrefix);
        return whole.Any() ? whole : draft.Tokens;
    }

    private Leaf Freeze(LeafDraft draft, int number, List<int> sequences, List<int> triggered)
    {
        var start = sequences.Count;
        sequences.AddRange(draft.Tokens);
        var first = triggered.Count;
        triggered.AddRange(draft.Queries);
        var anchor = draft.Tokens.Count == 0 ? -1 : IndexOf(draft.Tokens, Anchors(draft).MinBy(rarity.Of));
        var joined = draft.Joined.Count == 0 ? -1 : draft.Joined.MinBy(rarity.Of);
        if (draft.Queries.Count > 0) Lead(draft, number, anchor, joined);
        return new Leaf
        {
            TokenStart = start,
            TokenCount = draft.Tokens.Count,
            Anchor = anchor >= 0 && tokens[draft.Tokens[anchor]].IsPrefix ? -1 : anchor,
            AnchorHash = anchor < 0 ? 0 : tokens[draft.Tokens[anchor]].Hash,
            JoinedToken = joined,
            QueryStart = first,
            QueryEnd = triggered.Count,
            Scope = draft.Scope,
        };
    }

    /// <summary>Makes the leaf found by its rarest pair or word.</summary>
    private void Lead(LeafDraft draft, int number, int anchor, int joined)
    {
        if (joined >= 0) Add(words, joined, new(number, Indexing.Lead.Joined));
        if (PairOf(draft) is >= 0 and var pair) Add(pairs, WordHash.OfPair(tokens[draft.Tokens[pair]].Hash, tokens[draft.Tokens[pair + 1]].Hash), new Lead(number, pair));
        else if (anchor >= 0) Add(tokens[draft.Tokens[anchor]].IsPrefix ? prefixes : words, draft.Tokens[anchor], new Lead(number, anchor));
        else if (draft.Node is AddressTerm address) Add(address.Field == Field.Url ? sites : links, address.Parsed.Host, number);
        else Add(words, draft.Hints.MinBy(rarity.Of), new Lead(number, 0));
    }

    private static int IndexOf(IReadOnlyList<int> all, int token)
    {
        var index = 0;
        while (all[index] != token) index++;
        return index;
    }

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (list ??= []).Add(value);
    }
}
