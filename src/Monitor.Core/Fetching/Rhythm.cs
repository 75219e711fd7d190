namespace Monitor.Core.Fetching;

/// <summary>
/// How often a source brings something new, learnt from the pauses of the last thirteen weeks by our own clock. A silence is unlikely when it
/// is twice as long as the second longest of them: nights, weekends and bursts are pauses like others, and one outage teaches nothing.
/// docs/decisions/0011 gives the figures.
/// </summary>
public sealed record Rhythm
{
    private const int MostWeeks = 13;
    private const int LeastPauses = 10;
    private const int Factor = 2;

    // Three weekends: with fewer, the first long one alarms.
    private static readonly TimeSpan LeastTime = TimeSpan.FromDays(21);

    // Searches lag and editors sleep: whoever reads a daily digest gains nothing by hearing earlier.
    private static readonly TimeSpan LeastSilence = TimeSpan.FromHours(6);

    public static Rhythm Unknown { get; } = new();

    /// <summary>When learning began.</summary>
    public DateTimeOffset? Begun { get; init; }

    /// <summary>Since when the pause lasts that is under way.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>Pauses by the week in which they ended, oldest first; weeks without any are left out.</summary>
    public IReadOnlyList<RhythmWeek> Weeks { get; init; } = [];

    /// <summary>The last silence that was noticed and ended.</summary>
    public Silence? Broken { get; init; }

    /// <summary>How long a silence must be to be unlikely; null while too little is known.</summary>
    public TimeSpan? Limit(DateTimeOffset now)
    {
        if (now - Begun < LeastTime || Weeks.Sum(week => week.Pauses) < LeastPauses) return null;
        var longest = TimeSpan.FromSeconds(Weeks.SelectMany(week => new[] { week.Longest, week.Second }).OrderDescending().ElementAt(1));
        return Factor * longest > LeastSilence ? Factor * longest : LeastSilence;
    }

    /// <summary>The silence under way, if it is unlikely.</summary>
    /// <param name="seen">Up to when the source was seen: what was not seen was not silent.</param>
    public Silence? SilenceAt(DateTimeOffset seen) =>
        Last is { } last && Limit(seen) is { } limit && seen - last >= limit ? new Silence(last, Usual, last + limit) : null;

    /// <summary>Something new arrived; the pause before it counts.</summary>
    public Rhythm Heard(DateTimeOffset at)
    {
        if (Last is not { } last || at < last) return Restarted(at);
        return this with
        {
            Last = at,
            Weeks = [.. Counted((long)(at - last).TotalSeconds, RhythmWeek.Of(at))],
            Broken = SilenceAt(at) is { } silence ? silence with { Until = at } : Broken,
        };
    }

    /// <summary>The pause under way says nothing, because nobody looked for a while or the first look was only just: another begins.</summary>
    public Rhythm Restarted(DateTimeOffset at) => this with { Begun = Begun is { } begun && begun < at ? begun : at, Last = at };

    private TimeSpan Usual => TimeSpan.FromSeconds(Weeks.Sum(week => week.Total) / Math.Max(1, Weeks.Sum(week => week.Pauses)));

    private IEnumerable<RhythmWeek> Counted(long pause, int number)
    {
        var week = Weeks.FirstOrDefault(week => week.Number == number) ?? new RhythmWeek(number, 0, 0, 0, 0);
        return Weeks.Where(other => other.Number != number && other.Number > number - MostWeeks).Append(week.With(pause)).OrderBy(other => other.Number);
    }
}

/// <summary>The pauses that ended in one week, in seconds.</summary>
/// <param name="Number">Weeks since 1970.</param>
/// <param name="Pauses">How many.</param>
/// <param name="Total">Their sum.</param>
/// <param name="Longest">The longest.</param>
/// <param name="Second">The longest but one.</param>
public sealed record RhythmWeek(int Number, int Pauses, long Total, long Longest, long Second)
{
    public static int Of(DateTimeOffset moment) => (int)Math.Floor(moment.ToUnixTimeSeconds() / TimeSpan.FromDays(7).TotalSeconds);

    public RhythmWeek With(long pause) => this with
    {
        Pauses = Pauses + 1,
        Total = Total + pause,
        Longest = Math.Max(Longest, pause),
        Second = Math.Max(Second, Math.Min(Longest, pause)),
    };
}
