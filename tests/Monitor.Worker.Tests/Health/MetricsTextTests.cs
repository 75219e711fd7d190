using System.Diagnostics.Metrics;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Health.Metrics;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Health;

/// <summary>Other tests of this process count on the same meters: only series that are named here are looked at.</summary>
public sealed class MetricsTextTests : IDisposable
{
    private readonly Meter meter = new(PipelineMeter.Name);
    private readonly MetricsText text = new();

    public void Dispose()
    {
        text.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void Counters_add_up_by_their_labels()
    {
        var counter = meter.CreateCounter<long>("test.sends", "{send}", "Sends\nby \\ channel");
        counter.Add(2, new KeyValuePair<string, object?>("channel", "team"));
        counter.Add(3, new KeyValuePair<string, object?>("channel", "team"));
        counter.Add(1, new KeyValuePair<string, object?>("channel", "a \"b\"\\\nc"));

        Assert.Equal(
            """
            # HELP test_sends_total Sends\nby \\ channel
            # TYPE test_sends_total counter
            test_sends_total{channel="team"} 5
            test_sends_total{channel="a \"b\"\\\nc"} 1

            """,
            Only("test_sends_total"));
    }

    [Fact]
    public void Histograms_have_the_buckets_they_advise()
    {
        var histogram = meter.CreateHistogram("test.delay", "s", "Delay", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 10] });
        foreach (var value in new[] { 0.5, 1, 2, 60 }) histogram.Record(value);

        Assert.Equal(
            """
            # HELP test_delay_seconds Delay
            # TYPE test_delay_seconds histogram
            test_delay_seconds_bucket{le="1"} 2
            test_delay_seconds_bucket{le="10"} 3
            test_delay_seconds_bucket{le="+Inf"} 4
            test_delay_seconds_sum 63.5
            test_delay_seconds_count 4

            """,
            Only("test_delay_seconds"));
    }

    [Fact]
    public void A_gauge_says_what_is_so_now_and_forgets_who_left()
    {
        var sources = new List<string> { "hn", "press" };
        meter.CreateObservableGauge("test.age", () => sources.Select((source, index) => new Measurement<double>(index + 1, new KeyValuePair<string, object?>("source", source))), "s", "Age");

        Assert.Contains("test_age_seconds{source=\"press\"} 2\n", Only("test_age_seconds"), StringComparison.Ordinal);
        sources.Remove("hn");
        Assert.DoesNotContain("hn", Only("test_age_seconds"), StringComparison.Ordinal);
        Assert.Contains("test_age_seconds{source=\"press\"} 1\n", Only("test_age_seconds"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_of_names_stays_bounded_and_is_counted_together()
    {
        var counter = meter.CreateCounter<long>("test.flood", "{look}", "Flood");
        for (var number = 0; number < 10_000; number++) counter.Add(1, new KeyValuePair<string, object?>("source", $"source-{number}"));

        var lines = Only("test_flood_total").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(MetricSeries.Most + 3, lines.Length);
        Assert.Equal($"test_flood_total{{overflow=\"true\"}} {10_000 - MetricSeries.Most}", lines[^1]);
    }

    [Fact]
    public void What_the_pipeline_does_is_counted()
    {
        var source = new SourceIdentity("metrics-source", "feed");
        var haul = new Haul { Source = source, Cursor = Cursor.Start, At = default, Due = default, Documents = [], Mentions = [] };
        PipelineMeter.Looked(source, TimeSpan.FromSeconds(2), haul, items: 7, new Saved(5, 1, 1));
        PipelineMeter.Failed(source, TimeSpan.FromSeconds(2), SourceFault.RateLimited);

        var written = text.Write();

        Assert.Contains("monitor_looks_total{source=\"metrics-source\",outcome=\"ok\"} 1\n", written, StringComparison.Ordinal);
        Assert.Contains("monitor_looks_total{source=\"metrics-source\",outcome=\"ratelimited\"} 1\n", written, StringComparison.Ordinal);
        Assert.Contains("monitor_items_total{source=\"metrics-source\"} 7\n", written, StringComparison.Ordinal);
        Assert.Contains("monitor_mentions_total{source=\"metrics-source\"} 1\n", written, StringComparison.Ordinal);
    }

    /// <summary>The lines of one metric.</summary>
    private string Only(string name) =>
        string.Concat(text.Write().Split('\n').Where(line => line.Contains(name, StringComparison.Ordinal)).Select(line => line + "\n"));
}
