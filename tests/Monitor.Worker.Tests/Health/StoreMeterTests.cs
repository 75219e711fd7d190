using Monitor.Testing;
using Monitor.Worker.Health.Metrics;

namespace Monitor.Worker.Tests.Health;

public sealed class StoreMeterTests
{
    [Fact]
    public async Task Says_what_waits_and_since_when()
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch.AddHours(1));
        using var store = new StoreMeter(new QuietStore(), new QuietStore(), new QuietLinks(), clock);
        using var text = new MetricsText();
        Assert.Contains("monitor_store_up 0\n", text.Write(), StringComparison.Ordinal);

        await store.RefreshAsync(default);

        var lines = text.Write().Split('\n');
        Assert.Contains("monitor_store_up 1", lines);
        Assert.Contains("monitor_outbox_messages{state=\"pending\"} 1", lines);
        Assert.Contains("monitor_outbox_oldest_age_seconds 3600", lines);
        Assert.Contains("monitor_links_waiting 3", lines);
        Assert.Contains("monitor_links_overdue_seconds 3600", lines);
        Assert.Contains("monitor_source_silent{source=\"rules\",part=\"\"} 0", lines);
    }
}
