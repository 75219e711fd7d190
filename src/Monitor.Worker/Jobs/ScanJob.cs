using Monitor.Core.Fetching;
using Monitor.Worker.Pipeline;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>One look at one source. It never overlaps itself, and asks for its own next fire when it knows when that is due.</summary>
[DisallowConcurrentExecution]
public sealed partial class ScanJob(Scan scan, CurrentWatch watch, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ScanJob> log) : IJob
{
    /// <summary>Key of the source in the job's data.</summary>
    public const string Source = "source";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var key = context.JobDetail.JobDataMap.GetString(Source);
        if (watch.Value.Sources.FirstOrDefault(source => source.Identity.Key == key) is not { } watched) return;
        if (await DueAfterScanAsync(watched, cancellationToken) is not { } due) return;
        var trigger = Schedule.At(Schedule.TriggerOf(context.JobDetail.Key), context.JobDetail.Key, due, time);
        await context.Scheduler.RescheduleJob(trigger.Key, trigger, cancellationToken);
    }

    /// <summary>When the next look is due; null when the service stops.</summary>
    private async Task<DateTimeOffset?> DueAfterScanAsync(WatchedSource watched, CancellationToken cancellation)
    {
        // A look cut short stores nothing and is repeated after the start: there is nothing to wait for.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        try
        {
            return (await scan.RunAsync(watched, stopping.Token)).Due;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception problem)
        {
            // A defect, or a store that does not take the save: this source comes back by its interval, the others are not concerned.
            LogFailed(problem, watched.Identity);
            return time.GetUtcNow() + watched.Every;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: the look failed and nothing of it was stored; the next one repeats it")]
    private partial void LogFailed(Exception problem, SourceIdentity source);
}
