namespace Monitor.Core.Matching;

/// <summary>A query fits a document, and why.</summary>
/// <param name="Query">The query's name.</param>
/// <param name="Spans">What matched, in order of field, element and start; empty only when the query is made of conditions without a place.</param>
public sealed record Match(string Query, IReadOnlyList<Span> Spans);

/// <summary>A stretch of one field's original text that a term of the query matched.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Start">In UTF-16 code units of the field (of the element, for tags and links).</param>
/// <param name="Length">In UTF-16 code units.</param>
/// <param name="Term">The term as the query's author wrote it.</param>
/// <param name="Element">Which tag or link; 0 for the other fields. A link's hops count one by one, in order.</param>
public readonly record struct Span(Field Field, int Start, int Length, string Term, int Element = 0);

/// <summary>The fields of a document that a query sees.</summary>
public enum Field
{
    Title,
    Body,
    Tags,
    Author,
    Url,
    Links,
    Language,
    Source,
    Type,
    Followers,
    Score,
}
