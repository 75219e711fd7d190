using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>What a successful look adds to what is known of how well its source is seen.</summary>
/// <param name="Coverage">What was seen, and what was lost or made good.</param>
/// <param name="Rhythm">How often it brings something new.</param>
internal sealed record Observation(Coverage Coverage, Rhythm Rhythm)
{
    /// <param name="watched">The source.</param>
    /// <param name="memory">What was remembered before the look.</param>
    /// <param name="fetched">What the look brought.</param>
    /// <param name="news">How many documents were new.</param>
    /// <param name="now">When the look ended.</param>
    public static Observation Of(WatchedSource watched, SourceMemory memory, Fetched fetched, int news, DateTimeOffset now)
    {
        var open = Sight.Of(memory, watched.Every, now).Unseen;
        var coverage = Coverage.Of(fetched, memory.Covered, open, now);
        return new Observation(coverage, RhythmAfter(memory, open is not null || coverage.Gaps.Count > 0, news, now));
    }

    // What arrives at the first look, or after a time that nobody looked, arrived at times that nobody knows.
    private static Rhythm RhythmAfter(SourceMemory memory, bool interrupted, int news, DateTimeOffset now)
    {
        var rhythm = memory.Rhythm;
        if (memory.FirstContact is null || interrupted || rhythm.Last is null || rhythm.Last > now) return rhythm.Restarted(now);
        return news > 0 ? rhythm.Heard(now) : rhythm;
    }
}
