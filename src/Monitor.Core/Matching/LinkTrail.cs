using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>The way from a link as it was written to the hop that a query matched.</summary>
public static class LinkTrail
{
    private const int LongestHop = 80;

    /// <summary>
    /// <c>t.co/abc → acme.com/x</c>, with an ellipsis for hops between; null when the span is in no link, or in a link as it was written.
    /// </summary>
    public static string? Of(Document document, Span span)
    {
        if (span.Field != Field.Links) return null;
        var hop = span.Element;
        foreach (var link in document.Links)
        {
            if (hop < link.Hops.Count) return hop <= 0 ? null : Shown(link.Hops[0]) + (hop > 1 ? " → … → " : " → ") + Shown(link.Hops[hop]);
            hop -= link.Hops.Count;
        }

        return null;
    }

    /// <summary>
    /// Where a hop stands once links have gained hops at their ends: spans count hops of all links one by one, so that what comes after
    /// moves on.
    /// </summary>
    /// <param name="span">In the links before.</param>
    /// <param name="before">The links as they were.</param>
    /// <param name="after">The same links, in order, each with the hops it had and perhaps more.</param>
    public static Span Follow(Span span, IReadOnlyList<Link> before, IReadOnlyList<Link> after)
    {
        if (span.Field != Field.Links) return span;
        var (hop, gained) = (span.Element, 0);
        for (var link = 0; link < before.Count && hop >= before[link].Hops.Count; link++)
        {
            hop -= before[link].Hops.Count;
            gained += after[link].Hops.Count - before[link].Hops.Count;
        }

        return span with { Element = span.Element + gained };
    }

    private static string Shown(string address)
    {
        var bare = address.AsSpan();
        if (bare.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) bare = bare[8..];
        else if (bare.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) bare = bare[7..];
        if (bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) bare = bare[4..];
        return bare.Length <= LongestHop ? bare.TrimEnd('/').ToString() : string.Concat(bare[..(LongestHop - 1)], "…");
    }
}
