namespace Monitor.Core.Fetching;

/// <summary>What one fetch says of what was seen and what was not, held against what was seen before.</summary>
/// <param name="Seen">Stretches that were seen, in order.</param>
/// <param name="Gaps">Stretches that were lost, and the one that was made good.</param>
public sealed record Coverage(IReadOnlyList<Stretch> Seen, IReadOnlyList<Gap> Gaps)
{
    // A store keeps milliseconds and a source's clock has finer ones: what is shorter is no hole.
    private static readonly TimeSpan Blink = TimeSpan.FromSeconds(1);

    /// <param name="fetched">What the fetch brought.</param>
    /// <param name="before">The last stretch seen before; null at first contact.</param>
    /// <param name="open">The gap that was open until this fetch; null where looks were regular.</param>
    /// <param name="now">When the fetch ended.</param>
    public static Coverage Of(Fetched fetched, Stretch? before, Gap? open, DateTimeOffset now)
    {
        if (fetched.Covered is not { } covered) return new([], fetched.Gaps);
        var seen = covered.Without(fetched.Gaps.Select(gap => gap.Stretch));
        if (before is not { } last) return new(seen, fetched.Gaps);
        var hole = new Stretch(last.To, covered.From);
        if (hole.To - hole.From > Blink)
        {
            var core = new Stretch(hole.From + Blink, hole.To - Blink);
            return new(seen, fetched.Gaps.Any(gap => gap.Stretch.Holds(core)) ? fetched.Gaps : [.. fetched.Gaps, new Gap(hole.From, hole.To, open?.Reason ?? "") { Cause = open?.Cause ?? GapCause.None }]);
        }

        return new(seen, open is null ? fetched.Gaps : [.. fetched.Gaps, open with { To = now, State = GapState.MadeGood }]);
    }
}
