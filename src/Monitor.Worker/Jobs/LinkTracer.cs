using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Jobs;

/// <summary>Looks every few seconds for short links that are due, and asks each of their hosts in a task of its own.</summary>
public sealed partial class LinkTracer(TraceLinks trace, MatchAgain matchAgain, LinkRound round, TimeProvider time, ILogger<LinkTracer> log) : BackgroundService
{
    private const int MostHosts = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Forgetting = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotten = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(
                async () =>
                {
                    await matchAgain.RunAsync(stoppingToken);
                    await LaunchAsync(stoppingToken);
                    if (time.GetUtcNow() - forgotten < Forgetting) return;
                    await trace.ForgetAsync(stoppingToken);
                    forgotten = time.GetUtcNow();
                },
                stoppingToken);
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running.Values);
    }

    // A slow host holds up nobody: each has a task of its own, and at most one.
    private async Task LaunchAsync(CancellationToken stopping)
    {
        foreach (var host in running.Where(task => task.Value.IsCompleted).Select(task => task.Key).ToList()) running.Remove(host);
        foreach (var host in await trace.DueHostsAsync(stopping))
        {
            if (running.Count >= MostHosts) return;
            if (!running.ContainsKey(host)) running[host] = TryAsync(() => round.DrainAsync(host, stopping), stopping);
        }
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await work();
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable && !stopping.IsCancellationRequested)
        {
            LogAway(fault.Message);
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            LogFailed(problem);
        }
        catch (OperationCanceledException)
        {
            // The service stops; what was not answered stays queued.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Short links that are due wait until the store answers: {Problem}")]
    private partial void LogAway(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round over short links failed; what is due stays queued")]
    private partial void LogFailed(Exception problem);
}
