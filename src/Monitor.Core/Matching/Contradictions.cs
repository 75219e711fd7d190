namespace Monitor.Core.Matching;

/// <summary>Terms that no document has together, for warnings: a document has one language, one type, one address, one number of each kind.</summary>
internal static class Contradictions
{
    /// <summary>The first two parts that exclude each other; null when none do.</summary>
    public static (Term One, Term Other)? Find(Sequence<QueryNode> parts)
    {
        Term[] single = [.. parts.OfType<Term>().Where(term => term is NumberTerm or AddressTerm { Field: Field.Url } or ValueTerm { Field: Field.Language or Field.Type })];
        for (var one = 0; one < single.Length; one++)
        {
            for (var other = one + 1; other < single.Length; other++)
            {
                if (Exclude(single[one], single[other])) return (single[one], single[other]);
            }
        }

        return null;
    }

    /// <summary>Whether some text may hold an occurrence of each.</summary>
    public static bool ShareText(QueryNode one, QueryNode other) => (Scopes(one) & Scopes(other)) != 0;

    private static bool Exclude(Term one, Term other) => (one, other) switch
    {
        (ValueTerm a, ValueTerm b) when a.Field == b.Field => a.Field == Field.Type ? a.Key != b.Key : !IsWithin(a.Key, b.Key) && !IsWithin(b.Key, a.Key),
        (AddressTerm a, AddressTerm b) => !a.Parsed.CoversHost(b.Parsed.Host) && !b.Parsed.CoversHost(a.Parsed.Host),
        (NumberTerm a, NumberTerm b) => a.Field == b.Field && Int128.Max(Least(a), Least(b)) > Int128.Min(Most(a), Most(b)),
        _ => false,
    };

    private static bool IsWithin(string language, string wider) => language == wider || language.StartsWith(wider + "-", StringComparison.Ordinal);

    private static Int128 Least(NumberTerm term) => term.Comparison switch
    {
        Comparison.Above => (Int128)term.Bound + 1,
        Comparison.AtLeast or Comparison.Equal => term.Bound,
        _ => Int128.MinValue,
    };

    private static Int128 Most(NumberTerm term) => term.Comparison switch
    {
        Comparison.Below => (Int128)term.Bound - 1,
        Comparison.AtMost or Comparison.Equal => term.Bound,
        _ => Int128.MaxValue,
    };

    /// <summary>A bit for the title, a bit for the body.</summary>
    private static int Scopes(QueryNode operand) => operand switch
    {
        Near near => Scopes(near.Left) & Scopes(near.Right),
        AnyOf any => any.Parts.Aggregate(0, (scopes, part) => scopes | Scopes(part)),
        WordsTerm { Scope: Scope.Title } or LiteralTerm { Scope: Scope.Title } or HashtagTerm { Scope: Scope.Title } or HandleTerm { Scope: Scope.Title } => 1,
        WordsTerm { Scope: Scope.Body } or LiteralTerm { Scope: Scope.Body } or HashtagTerm { Scope: Scope.Body } or HandleTerm { Scope: Scope.Body } => 2,
        _ => 3,
    };
}
