using System.Diagnostics.Metrics;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Jobs;

/// <summary>Reports this node among those that share the store, says when they are configured differently, and keeps the clock they share.</summary>
public sealed partial class Attendance : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly INodes nodes;
    private readonly CurrentWatch watch;
    private readonly TimeProvider time;
    private readonly ILogger<Attendance> log;
    private readonly Meter meter = new(PipelineMeter.Name);
    private RollCall last = new(1, 0, TimeSpan.Zero);

    public Attendance(INodes nodes, CurrentWatch watch, TimeProvider time, ILogger<Attendance> log)
    {
        (this.nodes, this.watch, this.time, this.log) = (nodes, watch, time, log);
        meter.CreateObservableGauge("monitor.nodes", () => last.Nodes, "{node}", "Nodes that share the store, this one included");
        meter.CreateObservableGauge("monitor.nodes.differing", () => last.Differing, "{node}", "Nodes whose configuration watches something else than this one's");
    }

    /// <summary>Reports now, because the watch was replaced.</summary>
    public async Task ReportAsync(CancellationToken cancellation)
    {
        try
        {
            var roll = await nodes.ReportAsync(watch.Value.Fingerprint(), cancellation);
            if (roll.Differing != last.Differing) Say(roll);
            if (roll.TakenOver > 0) LogTakenOver(roll.TakenOver);
            last = roll;
            (time as SharedClock)?.Correct(roll.Ahead);
        }
        catch (StoreException)
        {
            // Whoever does the store's work logs why; the next round reports again.
        }
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await ReportAsync(stoppingToken);
            await Task.Delay(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Say(RollCall roll)
    {
        if (roll.Differing > 0) LogDiffering(roll.Differing, roll.Nodes);
        else LogAlike(roll.Nodes);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Differing} of {Nodes} nodes are configured differently from this one; give every node the same configuration file")]
    private partial void LogDiffering(int differing, int nodes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Messages} messages were being sent by a node that is gone or hangs; perhaps they arrived, so they are told again as uncertain, with the same ids")]
    private partial void LogTakenOver(int messages);

    [LoggerMessage(Level = LogLevel.Information, Message = "All {Nodes} nodes are configured alike again")]
    private partial void LogAlike(int nodes);
}
