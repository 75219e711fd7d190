using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Brings Quartz's jobs in step with the watch: one job per source, and those of the house. Quartz is only the clock, in memory or
/// shared with other nodes: what is due is remembered by the store, and whatever of the schedule is lost is made again from it.
/// </summary>
public sealed partial class Schedule(ISchedulerFactory schedulers, IMentionReader reader, TimeProvider time, ILogger<Schedule> log)
{
    private const string Sources = "sources";
    private const string Housekeeping = "housekeeping";

    // Sources that are all due at once (a start after a pause) are spread over this long.
    private static readonly TimeSpan LongestSpread = TimeSpan.FromSeconds(30);

    private readonly Strandings strandings = new();

    /// <summary>The clock of the schedule.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>
    /// Adds the jobs that are missing, removes those of sources that are no longer watched, has those look again that nothing would fire any more, and
    /// leaves the others as they are.
    /// </summary>
    public async Task ApplyAsync(Watch watch, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        await EveryAsync<DigestsJob>(scheduler, TimeSpan.FromSeconds(15), cancellation);
        await EveryAsync<RetentionJob>(scheduler, TimeSpan.FromHours(1), cancellation);
        await EveryAsync<UnclaimedJob>(scheduler, TimeSpan.FromHours(1), cancellation);
        var wanted = watch.Sources.ToDictionary(source => new JobKey(source.Identity.Key, Sources));
        var found = (await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Sources), cancellation)).ToHashSet();
        foreach (var job in found.Where(job => !wanted.ContainsKey(job))) await scheduler.DeleteJob(job, cancellation);
        await AddAsync(scheduler, [.. wanted.Where(source => !found.Contains(source.Key))], cancellation);

        // Quartz puts a trigger aside that failed to fire several times, as after an outage; those that it made itself, to recover a look, as well.
        await scheduler.ResetTriggersFromErrorState(GroupMatcher<TriggerKey>.AnyGroup(), cancellation);
        await MendAsync(scheduler, [.. found.Where(wanted.ContainsKey)], cancellation);
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

    /// <summary>Sets when the source of a job is looked at next; nothing when the job was removed meanwhile.</summary>
    public async Task NextAsync(IScheduler scheduler, JobKey job, DateTimeOffset due, CancellationToken cancellation)
    {
        var trigger = At(job, due);

        // None is there when the look was one that another node began and did not live to end.
        if (await scheduler.RescheduleJob(trigger.Key, trigger, cancellation) is null && await scheduler.Exists(job, cancellation))
            await scheduler.ScheduleJob(trigger, new ScheduleJobOptions { Replace = true }, cancellation);
    }

    private async Task MendAsync(IScheduler scheduler, List<JobKey> jobs, CancellationToken cancellation)
    {
        var triggers = await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, cancellation);
        var fires = await scheduler.QueryFireInstances(new FireInstanceQuery { State = null, Take = PagedQuery.All }, cancellation);
        foreach (var job in strandings.Of(jobs, triggers.Items, fires.Items, Now))
        {
            LogStranded(job.Name);
            await NextAsync(scheduler, job, Now, cancellation);
        }
    }

    private async Task AddAsync(IScheduler scheduler, List<KeyValuePair<JobKey, WatchedSource>> missing, CancellationToken cancellation)
    {
        if (missing.Count == 0) return;
        var memories = (await reader.SourcesAsync(cancellation)).ToDictionary(memory => memory.Identity.Key, StringComparer.Ordinal);
        foreach (var (key, source) in missing)
        {
            var job = JobBuilder.Create<ScanJob>().WithIdentity(key).UsingJobData(ScanJob.Source, source.Identity.Key).RequestRecovery().Build();
            await scheduler.ScheduleJob(job, At(key, FirstLook(source, memories)), default, cancellation);
        }
    }

    // Fires once, and at once when it is late: how many do so together is bounded by the threads. Quartz has a round for late fires, which would only delay them.
    private ITrigger At(JobKey job, DateTimeOffset due) =>
        TriggerBuilder.Create(time).WithIdentity(job.Name, job.Group).ForJob(job).StartAt(due)
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();

    private async Task EveryAsync<TJob>(IScheduler scheduler, TimeSpan interval, CancellationToken cancellation)
        where TJob : IJob
    {
        var key = new JobKey(typeof(TJob).Name, Housekeeping);
        if (await scheduler.Exists(key, cancellation)) return;
        var trigger = TriggerBuilder.Create(time).WithIdentity(key.Name, Housekeeping).StartNow()
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: nothing in the schedule would have looked at it again; it is looked at now")]
    private partial void LogStranded(string source);
}
