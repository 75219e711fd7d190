using Monitor.Worker.Jobs;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Receiving;

/// <summary>Looks at sources whose hub told that something is new: at once, and then at most twice a minute however often it tells.</summary>
internal sealed partial class PushedLooks(Schedule schedule, TimeProvider time, ILogger<PushedLooks> log) : BackgroundService
{
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> looked = new(StringComparer.Ordinal);
    private readonly Lock guard = new();
    private readonly TellNow rung = new();

    /// <summary>Something is new at the source.</summary>
    public void Tell(string source)
    {
        lock (guard) told.Add(source);
        rung.Set();
    }

    public override void Dispose()
    {
        rung.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var source in TakeDue()) await LookAsync(source, stoppingToken);
            await rung.WaitAsync(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<string> TakeDue()
    {
        var now = time.GetUtcNow();
        lock (guard)
        {
            var due = told.Where(source => !looked.TryGetValue(source, out var at) || now - at >= Spacing).ToList();
            told.ExceptWith(due);
            foreach (var source in due) looked[source] = now;
            return due;
        }
    }

    private async Task LookAsync(string source, CancellationToken cancellation)
    {
        try
        {
            await schedule.LookNowAsync(source, cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(problem, source);
        }
        catch (OperationCanceledException)
        {
            // The service stops; the first look after the start finds what was pushed.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: what was pushed could not be looked at; the next look by its interval finds it")]
    private partial void LogFailed(Exception problem, string source);
}
