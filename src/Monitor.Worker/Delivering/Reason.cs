using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Delivering;

/// <summary>Why a query fits a document: a term of it, and where it stands.</summary>
/// <param name="Term">As the query has it.</param>
/// <param name="Places">Fields by name, each once; for a link that leads on, its hops: nobody finds the brand in <c>t.co/abc</c>.</param>
internal sealed record Reason(string Term, IReadOnlyList<string> Places)
{
    /// <summary>One for each term; none where the query is made of conditions alone.</summary>
    public static IReadOnlyList<Reason> Of(Match match, Document document, Func<Field, string> name) =>
    [
        .. match.Spans.GroupBy(span => span.Term, StringComparer.OrdinalIgnoreCase)
            .Select(term => new Reason(term.Key, [.. term.OrderBy(span => span.Field).Select(span => LinkTrail.Of(document, span) ?? name(span.Field)).Distinct(StringComparer.Ordinal)])),
    ];
}
