using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Jobs;

/// <summary>Runs the dispatch of every channel as soon as something is stored for it, and every few seconds for what waits to be tried again.</summary>
public sealed partial class Dispatcher(Dispatch dispatch, CurrentWatch watch, TellNow tellNow, TimeProvider time, ILogger<Dispatcher> log)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var channel in watch.Value.Channels) Launch(channel, stoppingToken);
            await tellNow.WaitAsync(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running.Values);
    }

    // A slow channel holds up nobody: each has a task of its own, and at most one.
    private void Launch(TellingChannel channel, CancellationToken stopping)
    {
        var name = channel.Channel.Name;
        if (running.TryGetValue(name, out var task) && !task.IsCompleted) return;
        running[name] = RunAsync(channel, stopping);
    }

    private async Task RunAsync(TellingChannel channel, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await dispatch.RunAsync(channel, stopping);
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable && !stopping.IsCancellationRequested)
        {
            LogAway(channel.Channel.Name, fault.Message);
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            LogFailed(problem, channel.Channel.Name);
        }
        catch (OperationCanceledException)
        {
            // The service stops; what was not sent stays in the outbox.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Channel}: what is due waits in the outbox until the store answers: {Problem}")]
    private partial void LogAway(string channel, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Channel}: the round failed; what is due stays in the outbox")]
    private partial void LogFailed(Exception problem, string channel);
}
