namespace Monitor.Core.Fetching;

/// <summary>What a fault means for the schedule, decided here and nowhere else.</summary>
public static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>How long to stay away from a source that failed.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="failures">Failures in a row, this one included; at least 1.</param>
    /// <param name="every">The source's interval when all is well.</param>
    /// <param name="chance">At least 0, below 1: spreads sources that failed together.</param>
    public static TimeSpan After(SourceException fault, int failures, TimeSpan every, double chance)
    {
        var delay = fault.Fault switch
        {
            SourceFault.Transient => Doubling(Shorter(every, TimeSpan.FromMinutes(1)), failures, TimeSpan.FromHours(6)),
            SourceFault.RateLimited => fault.RetryAfter ?? Doubling(Longer(every, TimeSpan.FromMinutes(5)), failures, Longest),
            SourceFault.Gone when fault.RetryAfter is { } pause => pause,
            SourceFault.Denied or SourceFault.Gone => Doubling(Longer(every, TimeSpan.FromHours(1)), failures, Longest),
            SourceFault.Malformed => Doubling(every, failures, TimeSpan.FromHours(6)),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Fault, "No such fault."),
        };
        return fault is { Fault: SourceFault.RateLimited, RetryAfter: not null }
            ? delay + (TimeSpan.FromSeconds(5) * chance)
            : delay * (1 + (0.2 * chance));
    }

    private static TimeSpan Doubling(TimeSpan first, int failures, TimeSpan cap)
    {
        var longest = Longer(first, cap);
        var factor = Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return first.TotalSeconds * factor >= longest.TotalSeconds ? longest : first * factor;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
