namespace Monitor.Core.Fetching;

/// <summary>A stretch of time.</summary>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End, exclusive; never before the start.</param>
public sealed record Stretch(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Up to now, from then on; nothing at all when the clock went back behind then.</summary>
    public static Stretch Until(DateTimeOffset now, DateTimeOffset from) => new(from < now ? from : now, now);

    public bool Holds(Stretch other) => From <= other.From && To >= other.To;

    /// <summary>What is left of it without the others, in order.</summary>
    public IReadOnlyList<Stretch> Without(IEnumerable<Stretch> others)
    {
        List<Stretch> left = [];
        var from = From;
        foreach (var other in others.OrderBy(other => other.From))
        {
            if (other.To <= from || other.From >= To) continue;
            if (other.From > from) left.Add(new(from, other.From));
            from = other.To;
        }

        return from < To || From == To ? [.. left, new(from, To)] : left;
    }
}
