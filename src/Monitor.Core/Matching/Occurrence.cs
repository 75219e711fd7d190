namespace Monitor.Core.Matching;

/// <summary>Where a term, or terms near each other, stand in one text.</summary>
/// <param name="Text">The text.</param>
/// <param name="First">Number of its first word.</param>
/// <param name="Last">Number of its last word.</param>
/// <param name="Span">What a term matched; the first term's for terms near each other.</param>
/// <param name="Parts">What it is made of, for terms near each other; else null.</param>
internal sealed record Occurrence(FieldText Text, int First, int Last, Span Span, (Occurrence Left, Occurrence Right)? Parts = null)
{
    /// <summary>The spans of all its terms.</summary>
    public IEnumerable<Span> Spans => Parts is var (left, right) ? left.Spans.Concat(right.Spans) : [Span];
}
