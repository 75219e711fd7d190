using System.Diagnostics.Metrics;
using Monitor.Core.Storing;

namespace Monitor.Worker.Health.Metrics;

/// <summary>What the store knows and no counter can: what waits, since when, and how each source is. Read from the store when somebody asks, at most every few seconds.</summary>
internal sealed class StoreMeter : IDisposable
{
    public const string Name = "Monitor.Store";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Meter meter = new(Name);
    private readonly IOutbox outbox;
    private readonly IMentionReader reader;
    private readonly ILinkStore links;
    private readonly TimeProvider time;
    private volatile Reading? last;

    public StoreMeter(IOutbox outbox, IMentionReader reader, ILinkStore links, TimeProvider time)
    {
        (this.outbox, this.reader, this.links, this.time) = (outbox, reader, links, time);
        meter.CreateObservableGauge("monitor.store.up", () => last is null ? 0 : 1, "{store}", "1 when the store answered, else 0, and nothing below is known");
        meter.CreateObservableGauge("monitor.outbox.messages", Messages, "{message}", "Messages by state");
        meter.CreateObservableGauge("monitor.outbox.waiting", () => Once(last?.Outbox.Waiting), "{delivery}", "Deliveries that are part of no message yet");
        meter.CreateObservableGauge("monitor.outbox.oldest.age", () => Once(Age(last?.Outbox.Oldest)), "s", "How long the oldest unsent delivery has waited");
        meter.CreateObservableGauge("monitor.links.waiting", () => Once(last?.Links.Waiting), "{link}", "Short links whose target documents wait for");
        meter.CreateObservableGauge("monitor.links.overdue", () => Once(Late(last?.Links.Due)), "s", "How long the first of them could have been asked about");
        meter.CreateObservableGauge("monitor.source.failures", () => Sources(memory => memory.Failures), "{look}", "Failed looks in a row");
        meter.CreateObservableGauge("monitor.source.last.success.age", () => Sources(memory => Age(memory.LastSuccess) ?? double.NaN), "s", "Time since the last successful look; NaN before the first");
        meter.CreateObservableGauge("monitor.source.overdue", () => Sources(memory => Late(memory.Due) ?? 0), "s", "How long the next look has been due");
        meter.CreateObservableGauge("monitor.source.silent", () => Sources(memory => memory.LastSuccess is { } seen && memory.Rhythm.SilenceAt(seen) is not null ? 1 : 0), "{source}", "1 when the source has been quiet for longer than is likely for it");
    }

    /// <summary>Reads the store, unless that was done just now.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (last is { } reading && now - reading.At < Fresh) return;
        try
        {
            last = new Reading(now, await outbox.SummarizeAsync(cancellation), await links.SummarizeAsync(cancellation), await reader.SourcesAsync(cancellation));
        }
        catch (StoreException)
        {
            // Whoever does the store's work logs why; here it is a figure.
            last = null;
        }
    }

    public void Dispose() => meter.Dispose();

    private double? Age(DateTimeOffset? since) => since is { } moment ? (time.GetUtcNow() - moment).TotalSeconds : null;

    private double? Late(DateTimeOffset? due) => Age(due) is { } age ? Math.Max(0, age) : null;

    private static IEnumerable<Measurement<double>> Once(double? value) => value is { } known ? [new Measurement<double>(known)] : [];

    private IEnumerable<Measurement<long>> Messages() =>
        last is not { } reading ? [] : Enum.GetValues<DeliveryState>().Select(state =>
            new Measurement<long>(reading.Outbox.Messages.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())));

    private IEnumerable<Measurement<double>> Sources(Func<SourceMemory, double> value) =>
        last is not { } reading ? [] : reading.Sources.Take(MetricSeries.Most).Select(memory =>
            new Measurement<double>(value(memory), new KeyValuePair<string, object?>("source", memory.Identity.Name), new("part", memory.Identity.Part)));

    private sealed record Reading(DateTimeOffset At, OutboxSummary Outbox, LinkSummary Links, IReadOnlyList<SourceMemory> Sources);
}
