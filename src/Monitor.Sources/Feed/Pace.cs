namespace Monitor.Sources.Feed;

/// <summary>
/// How soon to look again at a feed by how long it has been quiet. One that brought something within a day is looked at as often as it is
/// configured to be; from then on the interval grows with the silence, up to a bound, and ends with the next new entry.
/// </summary>
/// <param name="Every">As configured.</param>
/// <param name="Stretch">At most so many times <paramref name="Every"/>; 1 for never longer.</param>
internal sealed record Pace(TimeSpan Every, int Stretch)
{
    private static readonly TimeSpan Active = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How long a validator that never changes is believed before the feed is read whole again.</summary>
    public TimeSpan Believed => Longer(TimeSpan.FromDays(1), Every * 8);

    /// <summary>Null for as configured.</summary>
    public TimeSpan? After(TimeSpan quiet)
    {
        var interval = Every * Math.Clamp(quiet / Active, 1, Math.Max(1, Stretch));
        if (interval > Longest) interval = Longer(Every, Longest);
        return interval > Every ? interval : null;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
