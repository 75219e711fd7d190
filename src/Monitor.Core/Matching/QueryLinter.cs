using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Finds what is probably not meant. A warning never refuses a query.</summary>
internal static class QueryLinter
{
    private const int ShortTerm = 2;

    public static IEnumerable<QueryProblem> Lint(string text, IReadOnlyList<QueryToken> tokens, QueryNode root) =>
        LintTokens(text, tokens).Concat(LintShortTerms(root)).Concat(LintBranches(root));

    private static IEnumerable<QueryProblem> LintTokens(string text, IReadOnlyList<QueryToken> tokens)
    {
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (token.Kind != TokenKind.Bare) continue;
            var written = token.Written(text);
            if (IsOperatorInLowerCase(written) && IsBetweenTerms(tokens, index))
            {
                yield return new(ProblemSeverity.Warning, token.Start, token.Length,
                    $"{written} in lower case is a word to look for, not an operator.", written.ToUpperInvariant());
            }
            else if (!IsValue(tokens, index) && CapitalisedFrom(text, tokens, index) is var last && last > index)
            {
                var phrase = text[token.Start..tokens[last].End];
                var message = $"These {(last - index == 1 ? "two " : "")}words may stand far apart. Is a phrase meant?";
                yield return new(ProblemSeverity.Warning, token.Start, phrase.Length, message, $"\"{phrase}\"");
                index = last;
            }
            else if (IgnoredSigns(written) && !IsValue(tokens, index))
            {
                yield return new(ProblemSeverity.Warning, token.Start, token.Length, $"Words ignore the signs in {written}.", $"`{written}`");
            }
        }
    }

    private static bool IsOperatorInLowerCase(string word) => word is "or" or "and" or "not" or "ou" or "et" or "sauf";

    private static bool IsBetweenTerms(IReadOnlyList<QueryToken> tokens, int index)
    {
        if (IsValue(tokens, index) || !tokens[index + 1].BeginsOperand) return false;
        return index > 0 && tokens[index - 1].Kind is TokenKind.Close or TokenKind.Bare or TokenKind.Quoted or TokenKind.Literal;
    }

    private static bool IsValue(IReadOnlyList<QueryToken> tokens, int index) => index > 0 && tokens[index - 1].Kind == TokenKind.Field;

    /// <summary>The last of the capitalised words in a row that begin at an index; one less when there is none.</summary>
    private static int CapitalisedFrom(string text, IReadOnlyList<QueryToken> tokens, int index)
    {
        while (tokens[index].Kind == TokenKind.Bare && IsCapitalised(tokens[index].Written(text))) index++;
        return index - 1;
    }

    private static bool IsCapitalised(string word) => char.IsUpper(word[0]) && word.All(char.IsLetter);

    /// <summary>Signs that people write as part of a name: C++, .NET, Yahoo!, but not those that begin or join words.</summary>
    private static bool IgnoredSigns(string written)
    {
        if (written[0] is '=' or '#' or '@' || written.Length < 2) return false;
        return written[^1] is '+' or '#' or '!' or '$' or '%' or '°' || written[0] is '.' or '$' or '+';
    }

    /// <summary>A term of one or two characters finds nearly everything, unless another part must hold as well.</summary>
    private static IEnumerable<QueryProblem> LintShortTerms(QueryNode node) => node switch
    {
        AnyOf any => any.Parts.SelectMany(LintShortTerms),
        WordsTerm { IsExact: false, Words: [{ IsPrefix: false }] } term when term.Words[0].Written.Length <= ShortTerm && !IsSolo(term.Words[0].Written) =>
            [new(ProblemSeverity.Warning, term.Position, term.Written.Length, $"{term.Written} is short and will stand in many texts. Add a word that must be there as well.")],
        _ => [],
    };

    /// <summary>A letter of a script without spaces, or an emoji, says as much as a word.</summary>
    private static bool IsSolo(string word) => Words.KindAt(word, 0, out _) is CharacterKind.Solo or CharacterKind.Emoji;

    private static IEnumerable<QueryProblem> LintBranches(QueryNode node)
    {
        switch (node)
        {
            case AllOf all when Contradiction(all.Parts) is { } part:
                var (start, end) = Extent(all);
                return [new(ProblemSeverity.Warning, start, end - start, $"This can never match: it asks for {QueryPrinter.Print(part)} and for its opposite.")];
            case AnyOf any when Contradiction(any.Parts) is { } part:
                var (from, to) = Extent(any);
                return [new(ProblemSeverity.Warning, from, to - from, $"This always matches: it takes {QueryPrinter.Print(part)} and its opposite.")];
            case AllOf all when Contradictions.Find(all.Parts) is var (one, other):
                var (first, last) = Extent(new AllOf(new([one, other])));
                return [new(ProblemSeverity.Warning, first, last - first, $"This can never match: no document has both {QueryPrinter.Print(one)} and {QueryPrinter.Print(other)}. Is OR meant?")];
            case Near near when !Contradictions.ShareText(near.Left, near.Right):
                var (left, right) = Extent(near);
                return [new(ProblemSeverity.Warning, left, right - left, "This can never match: NEAR joins what stands in the same field.")];
            case AllOf all: return all.Parts.SelectMany(LintBranches);
            case AnyOf any: return any.Parts.SelectMany(LintBranches);
            case Not not: return LintBranches(not.Part);
            default: return [];
        }
    }

    /// <summary>A part whose opposite is there too; null when there is none.</summary>
    private static QueryNode? Contradiction(Sequence<QueryNode> parts)
    {
        var all = parts.ToHashSet();
        return parts.OfType<Not>().Select(not => not.Part).FirstOrDefault(all.Contains);
    }

    private static (int Start, int End) Extent(QueryNode node)
    {
        var terms = QueryTree.Terms(node).ToArray();
        return (terms.Min(term => term.Position), terms.Max(term => term.Position + term.Written.Length));
    }
}
