using System.Diagnostics.Metrics;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>What the pipeline counts, on the meter <c>Monitor</c>. Names are OpenTelemetry's manner; Prometheus sees <c>monitor_looks_total</c> and so on.</summary>
public static class PipelineMeter
{
    public const string Name = "Monitor";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Looks = Meter.CreateCounter<long>("monitor.looks", "{look}", "Looks at sources, by how they ended: ok, overtaken, or the fault");
    private static readonly Counter<long> Items = Meter.CreateCounter<long>("monitor.items", "{item}", "Items that sources handed over, known ones included");
    private static readonly Counter<long> Documents = Meter.CreateCounter<long>("monitor.documents", "{document}", "New documents stored");
    private static readonly Counter<long> Mentions = Meter.CreateCounter<long>("monitor.mentions", "{mention}", "New mentions stored");
    private static readonly Counter<long> Gaps = Meter.CreateCounter<long>("monitor.gaps", "{gap}", "Stretches of time that a source was found not to have been seen");
    private static readonly Histogram<double> LookTime = Meter.CreateHistogram("monitor.look.duration", "s", "How long a look took, from the first byte asked to the save", advice: Seconds(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300));
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("monitor.deliveries", "{message}", "Sends, by how they ended: sent, pending, uncertain, dead");
    private static readonly Histogram<double> AlertTime = Meter.CreateHistogram("monitor.alert.delay", "s", "From the moment a mention was seen to the moment its alert was taken by the channel", advice: Seconds(0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 3600));

    private static readonly Counter<long> Pushes = Meter.CreateCounter<long>("monitor.pushes", "{call}", "Calls of hubs, by what became of them: taken, forged, oversized, flood, unknown");

    private static readonly UpDownCounter<int> Leases = Meter.CreateUpDownCounter<int>("monitor.leases.held", "{lease}", "Work for one node at a time that this one has: 1 or 0");

    internal static void Took(WorkLease lease) => Leases.Add(1, new KeyValuePair<string, object?>("work", lease.Work));

    internal static void Gave(WorkLease lease) => Leases.Add(-1, new KeyValuePair<string, object?>("work", lease.Work));

    internal static void Called(string outcome) => Pushes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    internal static void Looked(SourceIdentity source, TimeSpan took, Haul haul, int items, Saved saved)
    {
        Looks.Add(1, Of(source), new("outcome", "ok"));
        LookTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", source.Kind));
        Items.Add(items, Of(source));
        Documents.Add(saved.Documents, Of(source));
        Mentions.Add(saved.Mentions, Of(source));
        Gaps.Add(haul.Gaps.Count(gap => gap.State == GapState.Lost), Of(source));
    }

    internal static void Overtaken(SourceIdentity source, TimeSpan took)
    {
        Looks.Add(1, Of(source), new("outcome", "overtaken"));
        LookTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", source.Kind));
    }

    internal static void Failed(SourceIdentity source, TimeSpan took, SourceFault fault)
    {
        Looks.Add(1, Of(source), new("outcome", fault.ToString().ToLowerInvariant()));
        LookTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", source.Kind));
    }

    internal static void Settled(LeasedMessage message, Settlement settlement)
    {
        var channel = new KeyValuePair<string, object?>("channel", message.Recipient.Channel);
        Deliveries.Add(1, channel, new("kind", message.Kind.ToString().ToLowerInvariant()), new("state", settlement.State.ToString().ToLowerInvariant()));
        if (settlement.State != DeliveryState.Sent || message.Kind != MessageKind.Alert || message.Mentions.Count == 0) return;
        AlertTime.Record((settlement.At - message.Mentions[0].Mention.Document.Seen).TotalSeconds, channel);
    }

    private static KeyValuePair<string, object?> Of(SourceIdentity source) => new("source", source.Name);

    private static InstrumentAdvice<double> Seconds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
