using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>
/// Says what standing queries need of a source's search, as a disjunction of conjunctions. It never says less than a query needs: what a
/// search cannot express is left out, which only widens.
/// </summary>
public static class SearchPlanner
{
    /// <summary>A conjunction of disjunctions may not grow past so many clauses; beyond, its narrowest part alone is asked for.</summary>
    private const int MostClauses = 32;

    public static SearchPlan Plan(IEnumerable<Query> queries, SourceIdentity source) => new(() =>
    {
        var clauses = queries.Where(query => query.Concerns(source)).SelectMany(query => Clauses(query.Expression.Root, source));
        return [.. Minimal([.. clauses]).Select(clause => new SearchClause([.. clause]))];
    });

    /// <summary>A clause per way to match; no clause where none is, an empty clause where nothing can be asked for.</summary>
    private static List<HashSet<SearchTerm>> Clauses(QueryNode node, SourceIdentity source) => node switch
    {
        AllOf all => Minimal(Conjoin(all.Parts.Select(part => Clauses(part, source)))),
        AnyOf any => Minimal([.. any.Parts.SelectMany(part => Clauses(part, source))]),
        Near near => Minimal(Conjoin([Clauses(near.Left, source), Clauses(near.Right, source)])),
        Not { Part: Not inner } => Clauses(inner.Part, source),
        Not { Part: ValueTerm { Field: Field.Source } term } => IsOf(source, term) ? [] : [[]],
        ValueTerm { Field: Field.Source } term => IsOf(source, term) ? [[]] : [],
        Term term => Terms(term),
        _ => [[]],
    };

    private static List<HashSet<SearchTerm>> Conjoin(IEnumerable<List<HashSet<SearchTerm>>> parts)
    {
        List<HashSet<SearchTerm>> product = [[]];
        foreach (var part in parts.OrderBy(part => part.Count))
        {
            if (product.Count * part.Count > MostClauses) break;
            product = [.. product.SelectMany(one => part.Select(other => new HashSet<SearchTerm>(one.Union(other))))];
        }

        return product;
    }

    /// <summary>Without clauses that ask for more than another one does. Each is kept under its rarest term, and looked for under a clause's
    /// terms: compared all with all, 1,000 queries took 160 ms and 10,000 took 16 s (2026-11).</summary>
    private static List<HashSet<SearchTerm>> Minimal(List<HashSet<SearchTerm>> clauses)
    {
        if (clauses.Count < 2) return clauses;
        var minimal = new List<HashSet<SearchTerm>>();
        var byTerm = new Dictionary<SearchTerm, List<HashSet<SearchTerm>>>();
        foreach (var clause in clauses.OrderBy(clause => clause.Count))
        {
            if (clause.Count == 0) return [clause];
            if (clause.Any(term => byTerm.TryGetValue(term, out var kept) && kept.Exists(wider => wider.IsSubsetOf(clause)))) continue;
            minimal.Add(clause);
            var rarest = clause.MinBy(term => byTerm.TryGetValue(term, out var kept) ? kept.Count : 0)!;
            if (byTerm.TryGetValue(rarest, out var under)) under.Add(clause);
            else byTerm[rarest] = [clause];
        }

        return minimal;
    }

    private static List<HashSet<SearchTerm>> Terms(Term term) => term switch
    {
        WordsTerm { Scope: Scope.Text or Scope.Title or Scope.Body } words => OfWords(words),
        WordsTerm { Scope: Scope.Author } author => OfAuthor(author),
        LiteralTerm { Scope: Scope.Text or Scope.Title or Scope.Body, Words.Count: > 0 } literal => [[new(SearchTermKind.Words, OfLiteral(literal.Content))]],
        HashtagTerm hashtag => [[new(SearchTermKind.Hashtag, hashtag.Name)]],
        HandleTerm { Scope: Scope.Author } handle => [[new(SearchTermKind.Author, handle.Local)]],
        HandleTerm handle => [[new(SearchTermKind.Handle, Handle(handle))]],
        AddressTerm address => [[new(address.Field == Field.Url ? SearchTermKind.Site : SearchTermKind.Link, address.Parsed.Host + address.Parsed.Path)]],
        ValueTerm { Field: Field.Language } language => [[new(SearchTermKind.Language, language.Key.Split('-')[0])]],
        ValueTerm { Field: Field.Tags } tag when Labels.IsHashtag(tag.Value) => [[new(SearchTermKind.Hashtag, tag.Value)]],
        _ => [[]],
    };

    /// <summary>The words of a name, or all of them joined as a handle.</summary>
    private static List<HashSet<SearchTerm>> OfAuthor(WordsTerm term)
    {
        HashSet<SearchTerm> each = [.. term.Words.Where(word => !word.IsPrefix).Select(word => new SearchTerm(SearchTermKind.Author, Asked(word.Written)))];
        return term.Joined is null ? [each] : [each, [new(SearchTermKind.Author, string.Concat(term.Words.Select(word => Asked(word.Written))))]];
    }

    /// <summary>A phrase may also stand as one hashtag, handle or host label, which a search knows as one word.</summary>
    private static List<HashSet<SearchTerm>> OfWords(WordsTerm term)
    {
        var clause = new HashSet<SearchTerm>();
        var begun = new List<string>();
        foreach (var word in term.Words)
        {
            begun.Add(Asked(word.Written));
            if (!word.IsPrefix) continue;
            clause.Add(new(SearchTermKind.Prefix, string.Join(' ', begun)));
            begun.Clear();
        }

        if (begun.Count > 0) clause.Add(new(SearchTermKind.Words, string.Join(' ', begun)));
        return term.Joined is null ? [clause] : [clause, [new(SearchTermKind.Words, string.Concat(term.Words.Select(word => Asked(word.Written))))]];
    }

    private static string OfLiteral(string content) => string.Join(' ', Words.Of(content).Select(word => Asked(content.Substring(word.Start, word.Length))));

    /// <summary>A word without the characters that words ignore; but an emoji keeps its joiners, without which it is several.</summary>
    private static string Asked(string word) => Words.KindAt(word, 0, out _) == CharacterKind.Emoji ? word : TextFolding.Compose(word);

    private static string Handle(HandleTerm handle) => handle.Host.Length == 0 ? handle.Local : $"{handle.Local}@{handle.Host}";

    private static bool IsOf(SourceIdentity source, ValueTerm term) =>
        Evaluator.IsName(source.Name, term.Key) || Evaluator.IsName(source.Kind, term.Key);
}
