using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Health.Metrics;

/// <summary>Listens to the meters of the service and of .NET, and writes what they said in Prometheus' text format 0.0.4.</summary>
internal sealed class MetricsText : IDisposable
{
    private static readonly HashSet<string> Meters = new(StringComparer.Ordinal) { PipelineMeter.Name, StoreMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting" };

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricSeries> series = new();

    public MetricsText()
    {
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (Meters.Contains(instrument.Meter.Name)) heard.EnableMeasurementEvents(instrument, series.GetOrAdd(instrument, new MetricSeries(instrument)));
        };
        Hear<int>(value => value);
        Hear<long>(value => value);
        Hear<double>(value => value);
        Hear<float>(value => value);
        listener.Start();
    }

    public string Write()
    {
        foreach (var (instrument, measured) in series)
        {
            if (instrument.IsObservable) measured.Clear();
        }

        listener.RecordObservableInstruments();
        var text = new StringBuilder(16 << 10);
        foreach (var measured in series.Values.OrderBy(measured => measured.Name, StringComparer.Ordinal)) measured.Write(text);
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Hear<T>(Func<T, double> value)
        where T : struct =>
        listener.SetMeasurementEventCallback<T>((_, measured, tags, state) => ((MetricSeries)state!).Record(value(measured), tags));
}
