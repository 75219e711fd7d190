using System.Globalization;

namespace Monitor.Core.Fetching;

/// <summary>
/// The ways a clause may be spelled in a text: a phrase also matches one hashtag, handle or host label equal to its words joined
/// (<c>"acme corp"</c> finds <c>#AcmeCorp</c>), so a search that asked for the phrase alone would ask for less than the query needs.
/// </summary>
public static class PhraseSpellings
{
    // Each phrase doubles the searches: the two longest narrow most, the others are left to the matching here.
    private const int Spelled = 2;

    /// <summary>A disjunction of clauses, none of which holds a phrase that could also be written joined.</summary>
    public static IReadOnlyList<SearchClause> Spellings(this SearchClause clause)
    {
        var phrases = clause.Terms.Where(IsPhrase).OrderByDescending(term => term.Text.Length).ToList();
        IEnumerable<IReadOnlyList<SearchTerm>> spellings = [[.. clause.Terms.Where(term => !phrases.Contains(term))]];
        foreach (var phrase in phrases.Take(Spelled))
        {
            spellings = spellings.SelectMany(terms => new IReadOnlyList<SearchTerm>[] { [.. terms, phrase], [.. terms, Joined(phrase)] });
        }

        return [.. spellings.Select(terms => new SearchClause(terms))];
    }

    private static SearchTerm Joined(SearchTerm phrase) => phrase with { Text = string.Concat(phrase.Text.Where(IsOfWord)) };

    private static bool IsPhrase(SearchTerm term)
    {
        if (term.Kind != SearchTermKind.Words) return false;
        var inside = term.Text.AsSpan();
        while (inside.Length > 0 && !IsOfWord(inside[0])) inside = inside[1..];
        while (inside.Length > 0 && !IsOfWord(inside[^1])) inside = inside[..^1];
        foreach (var unit in inside)
        {
            if (!IsOfWord(unit)) return true;
        }

        return false;
    }

    // A surrogate is taken for a letter: both halves stay together.
    private static bool IsOfWord(char unit) =>
        char.IsLetterOrDigit(unit) || char.IsSurrogate(unit)
        || char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
