using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// A clause as words for the search. They are sent unquoted: the server requires all of them, and finds them whatever their accents and
/// endings, while a quoted phrase would be compared letter by letter (mastodon/mastodon, StatusesIndex: text and text.stemmed).
/// </summary>
internal static class MastodonQuery
{
    /// <summary>What must be asked for a clause; null when the search cannot express it.</summary>
    public static string? Of(SearchClause clause)
    {
        var words = clause.Terms.SelectMany(Words).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var telling = words.Where(word => word.Length > 2).ToList();
        // The server drops the l of l'Oréal and the s of Acme's, so asking for them finds nothing.
        var asked = telling.Count > 0 ? telling : words;
        return asked.Count == 0 ? null : string.Join(' ', asked);
    }

    // Links and sites are left out: an address is one word to the server, so a host alone would find less. Languages too: posts that
    // declare none would be lost.
    private static IEnumerable<string> Words(SearchTerm term) => term.Kind switch
    {
        SearchTermKind.Words or SearchTermKind.Handle => Split(term.Text),
        SearchTermKind.Hashtag => Split(term.Text).Select(word => $"#{word}"),
        SearchTermKind.Prefix => Split(term.Text).SkipLast(1),
        _ => [],
    };

    // What begins with a sign or holds a colon would be an operator.
    private static IEnumerable<string> Split(string text) => text
        .Split([' ', '\t', '\n', '\u00A0', ':', '"', '“', '”', '„', '«', '»'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.TrimStart('-', '+', '#', '@'))
        .Where(word => word.Any(char.IsLetterOrDigit));
}
