using Monitor.Core.Fetching;

namespace Monitor.Core.Storing;

/// <summary>How well a source is seen at a moment, by what is remembered of it.</summary>
/// <param name="Source">What is remembered.</param>
/// <param name="Unseen">The open gap: nothing was seen for longer than looks are apart, because they fail, are not believed, or nobody looks.</param>
/// <param name="UnseenKnown">From when on that was a gap and no mere interval between two looks.</param>
/// <param name="Silence">The silence under way, if it is unlikely.</param>
public sealed record Sight(SourceMemory Source, Gap? Unseen, DateTimeOffset? UnseenKnown, Silence? Silence)
{
    private const int LooksMissed = 3;

    private static readonly TimeSpan LeastPatience = TimeSpan.FromHours(1);

    public SightState State => this switch
    {
        { Source.Failures: > 0 } => SightState.Failing,
        { Source.LastSuccess: null } => SightState.New,
        { Unseen: not null } => SightState.Unseen,
        { Silence: not null } => SightState.Quiet,
        _ => SightState.Seen,
    };

    /// <param name="source">What is remembered.</param>
    /// <param name="every">How often it is looked at when all is well.</param>
    /// <param name="now">The moment.</param>
    public static Sight Of(SourceMemory source, TimeSpan every, DateTimeOffset now)
    {
        if (source.Covered is not { } covered) return new(source, null, null, null);
        var (silence, patience) = (source.Rhythm.SilenceAt(covered.To), Patience(source, every));
        return now - covered.To >= patience
            ? new(source, OpenGap(source, covered.To, now), covered.To + patience, silence)
            : new(source, null, null, silence);
    }

    private static TimeSpan Patience(SourceMemory source, TimeSpan every)
    {
        var patience = every * LooksMissed > LeastPatience ? every * LooksMissed : LeastPatience;
        // A publisher may wish longer intervals than ours; after a failure, due is how long we stay away.
        return source is { Failures: 0, Due: { } due, LastSuccess: { } last } && due > last ? patience + (due - last) : patience;
    }

    private static Gap OpenGap(SourceMemory source, DateTimeOffset from, DateTimeOffset now)
    {
        var isFailing = source.Failures > 0;
        return isFailing || source.LastSuccess - from > TimeSpan.FromMinutes(1)
            ? new Gap(from, now, source.Problem ?? "") { State = GapState.Open, Cause = isFailing ? source.Fault?.Cause() ?? GapCause.None : GapCause.NotBelieved }
            : new Gap(from, now, "") { State = GapState.Open };
    }
}

/// <summary>How well a source is seen.</summary>
public enum SightState
{
    /// <summary>Never looked at.</summary>
    New,

    Seen,

    /// <summary>The last look failed.</summary>
    Failing,

    /// <summary>Nobody looks, or what it answers is not believed.</summary>
    Unseen,

    /// <summary>Seen, and silent for longer than is likely.</summary>
    Quiet,
}
