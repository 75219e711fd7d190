using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Keeps Quartz's jobs in step with the watch: one job per source, one for the digests, one for retention. Quartz is only the clock, in
/// memory: what is due is remembered by the store.
/// </summary>
public sealed class Schedule(ISchedulerFactory schedulers, IMentionReader reader, TimeProvider time)
{
    private const string Sources = "sources";
    private const string Housekeeping = "housekeeping";

    // Sources that are all due at once (a start after a pause) are spread over this long.
    private static readonly TimeSpan LongestSpread = TimeSpan.FromSeconds(30);

    /// <summary>Adds the jobs of new sources, removes those of sources that are no longer watched, and leaves the others as they are.</summary>
    public async Task ApplyAsync(Watch watch, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var memories = (await reader.SourcesAsync(cancellation)).ToDictionary(memory => memory.Identity.Key, StringComparer.Ordinal);
        var wanted = watch.Sources.ToDictionary(source => new JobKey(source.Identity.Key, Sources));
        foreach (var job in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Sources), cancellation))
        {
            if (!wanted.ContainsKey(job)) await scheduler.DeleteJob(job, cancellation);
        }

        foreach (var (key, source) in wanted)
        {
            if (await scheduler.Exists(key, cancellation)) continue;
            var job = JobBuilder.Create<ScanJob>().WithIdentity(key).UsingJobData(ScanJob.Source, source.Identity.Key).Build();
            await scheduler.ScheduleJob(job, At(TriggerOf(key), key, FirstLook(source, memories), time), default, cancellation);
        }
    }

    /// <summary>Starts what belongs to no source.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        await EveryAsync<DigestsJob>(scheduler, TimeSpan.FromSeconds(15), cancellation);
        await EveryAsync<RetentionJob>(scheduler, TimeSpan.FromHours(1), cancellation);
    }

    /// <summary>Looks at a source as soon as it can be: after the look under way, if there is one. Not at one that is failing, which has a time to come back.</summary>
    public async Task LookNowAsync(string source, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var key = new JobKey(source, Sources);
        var memory = (await reader.SourcesAsync(cancellation)).FirstOrDefault(memory => memory.Identity.Key == source);
        if (memory is { Failures: > 0 } && memory.Due > time.GetUtcNow() || !await scheduler.Exists(key, cancellation)) return;
        await scheduler.TriggerJob(key, cancellation);
    }

    /// <summary>The trigger of a source's looks by interval, whatever set off the one under way.</summary>
    public static TriggerKey TriggerOf(JobKey job) => new(job.Name, job.Group);

    /// <summary>A trigger that fires once.</summary>
    public static ITrigger At(TriggerKey trigger, JobKey job, DateTimeOffset due, TimeProvider time) =>
        TriggerBuilder.Create(time).WithIdentity(trigger).ForJob(job).StartAt(due).Build();

    private static async Task EveryAsync<TJob>(IScheduler scheduler, TimeSpan interval, CancellationToken cancellation)
        where TJob : IJob
    {
        var key = new JobKey(typeof(TJob).Name, Housekeeping);
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, Housekeeping).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()).Build();
        await scheduler.ScheduleJob(JobBuilder.Create<TJob>().WithIdentity(key).Build(), trigger, default, cancellation);
    }

    private DateTimeOffset FirstLook(WatchedSource source, Dictionary<string, SourceMemory> memories)
    {
        var now = time.GetUtcNow();
        if (memories.GetValueOrDefault(source.Identity.Key)?.Due is { } due && due > now) return due;
        var spread = source.Every / 10 < LongestSpread ? source.Every / 10 : LongestSpread;
        return now + (spread * Random.Shared.NextDouble());
    }
}
