using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Monitor.Worker.Health.Metrics;

/// <summary>All series of one instrument. Bounded: what comes beyond is summed up in one series that says so.</summary>
internal sealed class MetricSeries
{
    /// <summary>Of one instrument. A scrape of 30 such instruments stays below 2 MB.</summary>
    public const int Most = 1_000;

    private const string Overflow = "overflow=\"true\"";

    private static readonly double[] UsualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock gate = new();
    private readonly Dictionary<string, Point> points = new(StringComparer.Ordinal);
    private readonly double[] bounds;

    public MetricSeries(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        Kind = type switch
        {
            _ when type.StartsWith("Histogram", StringComparison.Ordinal) => MetricKind.Histogram,
            _ when type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) => MetricKind.Counter,
            _ => MetricKind.Gauge,
        };
        IsTotal = instrument.IsObservable || type.StartsWith("Gauge", StringComparison.Ordinal);
        Name = PrometheusName.Of(instrument.Name, instrument.Unit, Kind);
        Help = instrument.Description ?? "";
        bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? UsualBounds;
    }

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    /// <summary>A measurement is the value as it stands, not what is added to it.</summary>
    private bool IsTotal { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (gate)
        {
            if (!points.TryGetValue(labels, out var point))
            {
                if (points.Count >= Most) labels = Overflow;
                if (!points.TryGetValue(labels, out point)) points[labels] = point = new Point(Kind == MetricKind.Histogram ? new long[bounds.Length] : []);
            }

            point.Take(value, bounds, IsTotal && labels != Overflow);
        }
    }

    /// <summary>Forgets what an observable instrument said last: what it no longer names is gone.</summary>
    public void Clear()
    {
        lock (gate) points.Clear();
    }

    public void Write(StringBuilder text)
    {
        lock (gate)
        {
            if (points.Count == 0) return;
            text.Append("# HELP ").Append(Name).Append(' ').Append(PrometheusName.Escaped(Help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(Name).Append(' ').Append(Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var (labels, point) in points)
            {
                if (Kind == MetricKind.Histogram) Write(text, labels, point);
                else Line(text, Name, labels, point.Value);
            }
        }
    }

    private void Write(StringBuilder text, string labels, Point point)
    {
        var sum = 0L;
        var before = labels.Length > 0 ? labels + "," : "";
        for (var index = 0; index < bounds.Length; index++)
        {
            sum += point.Buckets[index];
            Line(text, Name + "_bucket", $"{before}le=\"{bounds[index].ToString(CultureInfo.InvariantCulture)}\"", sum);
        }

        Line(text, Name + "_bucket", before + "le=\"+Inf\"", point.Count);
        Line(text, Name + "_sum", labels, point.Value);
        Line(text, Name + "_count", labels, point.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(PrometheusName.Label(name)).Append("=\"")
                .Append(PrometheusName.Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", quotes: true)).Append('"');
        }

        return text.ToString();
    }

    private sealed class Point(long[] buckets)
    {
        public long[] Buckets => buckets;

        public double Value { get; private set; }

        public long Count { get; private set; }

        public void Take(double value, double[] bounds, bool isTotal)
        {
            Value = isTotal ? value : Value + value;
            Count++;
            for (var index = 0; index < buckets.Length; index++)
            {
                if (value > bounds[index]) continue;
                buckets[index]++;
                return;
            }
        }
    }
}

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
