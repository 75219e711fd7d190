using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Keeps the schedule in step with what is watched, on one node at a time: nodes that all wrote triggers would wait for each other's locks, and while a
/// changed configuration goes round, one would add what the next takes away.
/// </summary>
public sealed partial class ScheduleKeeper(LeasedWork leased, Schedule schedule, CurrentWatch watch, TimeProvider time, ILogger<ScheduleKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        leased.RunAsync("schedule", (_, held) => KeepAsync(held), stoppingToken);

    private async Task KeepAsync(CancellationToken held)
    {
        while (!held.IsCancellationRequested)
        {
            try
            {
                await schedule.ApplyAsync(watch.Value, held);
            }
            catch (Exception problem) when (!held.IsCancellationRequested)
            {
                LogFailed(problem.GetBaseException().Message);
            }

            await Task.Delay(Round, time, held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule could not be brought up to date and is tried again: {Problem}")]
    private partial void LogFailed(string problem);
}
