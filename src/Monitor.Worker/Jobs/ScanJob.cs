using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>One look at one source. It never overlaps itself, and asks for its own next fire when it knows when that is due.</summary>
[DisallowConcurrentExecution]
public sealed partial class ScanJob(Scan scan, CurrentWatch current, Schedule schedule, IHostApplicationLifetime lifetime, ILogger<ScanJob> log) : IJob
{
    /// <summary>Key of the source in the job's data.</summary>
    public const string Source = "source";

    // A source that this node's configuration does not name, while that of the node which keeps the schedule does: perhaps another takes it.
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    // A store that is away is usually back within seconds; its own transactions have waited as long already.
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(15);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var key = context.JobDetail.JobDataMap.GetString(Source);
        var due = current.Value.Sources.FirstOrDefault(source => source.Identity.Key == key) is { } watched
            ? await DueAfterScanAsync(watched, cancellationToken)
            : schedule.Now + Elsewhere;

        try
        {
            // Not with the token: the look is done, and a schedule that does not hear of it has to be mended.
            await schedule.NextAsync(context.Scheduler, context.JobDetail.Key, due, CancellationToken.None);
        }
        catch (SchedulerException problem)
        {
            // The job ends with its only fire then, and the keeper of the schedule adds it again by what the store remembers.
            LogUnscheduled(key, problem.GetBaseException().Message);
        }
    }

    private async Task<DateTimeOffset> DueAfterScanAsync(WatchedSource watched, CancellationToken cancellation)
    {
        // A look cut short stores nothing and is repeated, by another node or after the start: there is nothing to wait for.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        try
        {
            return (await scan.RunAsync(watched, stopping.Token)).Due;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return schedule.Now;
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable)
        {
            LogAway(watched.Identity, fault.Message);
            return schedule.Now + (StoreAway < watched.Every ? StoreAway : watched.Every);
        }
        catch (Exception problem)
        {
            // A defect, or a store that a person must mend: this source comes back by its interval, the others are not concerned.
            LogFailed(problem, watched.Identity);
            return schedule.Now + watched.Every;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the store is away, nothing of the look was stored and it is repeated within seconds: {Problem}")]
    private partial void LogAway(SourceIdentity source, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the next look could not be written into the schedule; it is added again within seconds: {Problem}")]
    private partial void LogUnscheduled(string? source, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: the look failed and nothing of it was stored; the next one repeats it")]
    private partial void LogFailed(Exception problem, SourceIdentity source);
}
