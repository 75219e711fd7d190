using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Finds jobs that are in the schedule and that nothing in it will ever fire. A node that is paused between claiming a fire and beginning it can leave one:
/// another node gives the claim back meanwhile, and the fire has no record when the node dies. So can a connection that is lost with the answer to a
/// commit; Quartz looks after those itself, but after two minutes only, and not after a trigger that it holds for fired.
/// </summary>
internal sealed class Strandings
{
    /// <summary>Within this everything that is under way comes to its end, or shows a record of who does it.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    private readonly Dictionary<JobKey, DateTimeOffset> suspects = [];

    /// <param name="jobs">Those asked about.</param>
    /// <param name="triggers">All there are.</param>
    /// <param name="fires">Those claimed and those begun, on all nodes.</param>
    /// <param name="now">The clock of the schedule.</param>
    /// <returns>Those that were so at every call within the patience. They count as new from then on.</returns>
    public IReadOnlyList<JobKey> Of(IReadOnlyList<JobKey> jobs, IEnumerable<TriggerHeader> triggers, IReadOnlyList<FireInstance> fires, DateTimeOffset now)
    {
        var busy = fires.Where(fire => fire.State == FireInstanceState.Executing).Select(fire => fire.JobKey).ToHashSet();
        var forgotten = fires.Where(fire => fire.State == FireInstanceState.Acquired && Last(fire) < now - Patience)
            .Select(fire => (fire.TriggerKey, fire.ScheduledFireTimeUtc)).ToHashSet();
        var alive = triggers.Where(trigger => trigger.State == TriggerState.Normal && !forgotten.Contains((trigger.Key, trigger.NextFireTimeUtc)))
            .Select(trigger => trigger.JobKey).Concat(busy).ToHashSet();
        foreach (var job in suspects.Keys.Where(job => alive.Contains(job) || !jobs.Contains(job)).ToList()) suspects.Remove(job);
        foreach (var job in jobs.Where(job => !alive.Contains(job))) suspects.TryAdd(job, now);
        var stranded = jobs.Where(job => suspects.TryGetValue(job, out var since) && since <= now - Patience).ToList();
        foreach (var job in stranded) suspects.Remove(job);
        return stranded;
    }

    // A fire is claimed some seconds before it is due.
    private static DateTimeOffset? Last(FireInstance fire) => fire.ScheduledFireTimeUtc > fire.FireTimeUtc ? fire.ScheduledFireTimeUtc : fire.FireTimeUtc;
}
