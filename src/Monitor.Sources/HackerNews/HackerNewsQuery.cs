using System.Text;
using Monitor.Core.Fetching;

namespace Monitor.Sources.HackerNews;

/// <summary>
/// One question to the search: quoted words, all of which must be there. The search knows no OR, so every clause of a plan is a
/// question of its own.
/// </summary>
/// <param name="Text">What <c>query</c> says.</param>
/// <param name="Begun">Whether unquoted words are only begun.</param>
/// <param name="Authors">Whether authors' names are searched as well; otherwise a brand would find every word of a namesake.</param>
internal sealed record HackerNewsQuery(string Text, bool Begun, bool Authors)
{
    // A query may be 512 bytes long, longer is an error: https://www.algolia.com/doc/api-reference/api-parameters/query
    private const int Longest = 512;

    /// <summary>What distinguishes it in the cursor.</summary>
    public string Key => $"{Text}{(Begun ? " *" : "")}{(Authors ? " @" : "")}";

    private const string Host = "news.ycombinator.com";

    /// <summary>Whether no document of this source can match.</summary>
    public static bool IsElsewhere(SearchClause clause) =>
        clause.Terms.Any(term => term.Kind == SearchTermKind.Site && !$".{Host}".EndsWith($".{HostOf(term.Text)}", StringComparison.OrdinalIgnoreCase));

    /// <summary>What must be asked for a clause; null when the search cannot express it.</summary>
    public static HackerNewsQuery? Of(SearchClause clause)
    {
        var text = new StringBuilder();
        var (begun, authors) = (false, false);
        foreach (var term in clause.Terms)
        {
            if (Express(term) is not { } words || Encoding.UTF8.GetByteCount($"{text} {words}") > Longest) continue;
            text.Append(text.Length == 0 ? "" : " ").Append(words);
            begun |= term.Kind == SearchTermKind.Prefix;
            authors |= term.Kind == SearchTermKind.Author;
        }

        return text.Length == 0 ? null : new(text.ToString(), begun, authors);
    }

    private static string? Express(SearchTerm term) => term.Kind switch
    {
        SearchTermKind.Words or SearchTermKind.Hashtag or SearchTermKind.Handle or SearchTermKind.Author => Quote(term.Text),
        SearchTermKind.Prefix => Begin(term.Text),
        SearchTermKind.Link => QuoteHost(term.Text),
        _ => null,
    };

    // Quoted words are neither begun nor mistyped.
    private static string? Quote(string words) => words.Any(char.IsLetterOrDigit) ? $"\"{words.Replace('"', ' ').Trim()}\"" : null;

    private static string? Begin(string words)
    {
        var parts = words.Split([.. words.Where(unit => !char.IsLetterOrDigit(unit))], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? null : string.Join(' ', parts.SkipLast(1).Select(Quote).Append(parts[^1]));
    }

    // The host alone: in the HTML of a text a path's slashes are entities (&#x2F;), which the index reads as words. All fields
    // are asked, not only url, because comments and texts link too. A host outside ASCII may be written in two ways, so it is left out.
    private static string? QuoteHost(string place)
    {
        var host = HostOf(place);
        if (host.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) host = host[4..];
        return host.Length > 0 && host.All(char.IsAscii) ? Quote(host) : null;
    }

    private static string HostOf(string place)
    {
        var start = place.IndexOf("://", StringComparison.Ordinal);
        var bare = start < 0 ? place : place[(start + 3)..];
        var end = bare.AsSpan().IndexOfAny("/:?#");
        return end < 0 ? bare : bare[..end];
    }
}
