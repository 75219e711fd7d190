using System.Diagnostics.CodeAnalysis;
using System.Text;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Storing;

/// <summary>
/// What somebody looks for in what is stored: words and phrases that must all be there, in title, body, tags or author. Whatever is typed
/// is words or nothing, as in the query language: folded, and with nothing lost to elision.
/// </summary>
public sealed record SearchText
{
    private const int MostCharacters = 1_000, MostTerms = 50;

    private SearchText(IReadOnlyList<SearchTerm> terms) => Terms = terms;

    /// <summary>At least one.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>
    /// Reads <c>words</c>, <c>"a phrase"</c> and <c>prefix*</c>. What is joined by other characters than spaces (<c>coca-cola</c>) is a phrase. A
    /// quote that is not closed ends with the text; a star after less than two characters, or within a word, only separates.
    /// </summary>
    /// <param name="text">As typed.</param>
    /// <param name="search">What to look for.</param>
    /// <param name="problem">A sentence, when there is nothing to look for or too much.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SearchText? search, [NotNullWhen(false)] out string? problem)
    {
        search = null;
        if (text.Length > MostCharacters)
        {
            problem = $"The text to look for is longer than {MostCharacters} characters.";
            return false;
        }

        List<SearchTerm> terms = [.. Pieces(text).Select(SearchTerm.Of).OfType<SearchTerm>()];
        problem = terms.Count switch
        {
            0 => "There is no word to look for: a word has letters or numbers.",
            > MostTerms => $"There are more than {MostTerms} words and phrases to look for.",
            _ => null,
        };
        if (problem is not null) return false;
        search = new SearchText(terms);
        return true;
    }

    /// <summary>Where the terms stand in a text.</summary>
    public IReadOnlyList<Span> In(Field field, string text)
    {
        var words = Words.Of(text);
        return [.. Terms.SelectMany(term => term.In(words).Select(found => new Span(field, found.Start, found.End - found.Start, string.Join(' ', term.Words))))];
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var quoted = false;
        foreach (var letter in text)
        {
            var isQuote = letter is '"' or '“' or '”' or '„' or '«' or '»';
            if (isQuote || (!quoted && char.IsWhiteSpace(letter)))
            {
                yield return piece.ToString();
                piece.Clear();
                if (isQuote) quoted = !quoted;
            }
            else
            {
                piece.Append(letter);
            }
        }

        yield return piece.ToString();
    }
}
