using Monitor.Core.Fetching;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Receiving;

/// <summary>Keeps the agreements with hubs: asks, renews before a lease ends, tries again later, and ends what nobody wants any more.</summary>
internal sealed partial class Subscriber(Hub hub, SubscriptionStore subscriptions, CurrentWatch watch, TimeProvider time, ILogger<Subscriber> log) : BackgroundService
{
    /// <summary>How long a hub is left alone that refused.</summary>
    public static readonly TimeSpan Truce = TimeSpan.FromDays(1);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromHours(6);

    /// <summary>Asks every hub that is due. Returns how many were asked.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var watched = watch.Value.Sources.Select(source => source.Identity.Key).ToHashSet(StringComparer.Ordinal);
        await subscriptions.KeepOnlyAsync(watched, time.GetUtcNow(), cancellation);
        var asked = 0;
        for (; await subscriptions.ClaimAsync(time.GetUtcNow(), Backoff, cancellation) is { } due; asked++) await AskAsync(due, cancellation);
        return asked;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(problem);
            }
            catch (OperationCanceledException)
            {
                // The service stops; what was asked is asked again after the start unless the hub confirms it.
                return;
            }

            await Task.Delay(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>1, 2, 4 … minutes, at most 6 hours.</summary>
    private static TimeSpan Backoff(int attempt)
    {
        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(attempt, 12) - 1));
        return pause < LongestBackoff ? pause : LongestBackoff;
    }

    private async Task AskAsync(Subscription subscription, CancellationToken cancellation)
    {
        try
        {
            if (await hub.AskAsync(subscription, cancellation) is not { } refusal) return;
            await subscriptions.RefusedAsync(subscription, time.GetUtcNow() + Truce, cancellation);
            LogRefused(subscription.Source, refusal);
        }
        catch (SourceException fault) when (fault.Fault is SourceFault.Denied)
        {
            // An address that may not be reached.
            await subscriptions.RefusedAsync(subscription, time.GetUtcNow() + Truce, cancellation);
            LogRefused(subscription.Source, fault.Message);
        }
        catch (SourceException fault)
        {
            LogNotAsked(subscription.Source, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: no pushes: {Refusal} It is asked again in a day, and looked at as configured until then")]
    private partial void LogRefused(string source, string refusal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: its hub could not be asked and will be later: {Problem}")]
    private partial void LogNotAsked(string source, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The round of subscriptions failed; the next one repeats it")]
    private partial void LogFailed(Exception problem);
}
