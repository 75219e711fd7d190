using Monitor.Testing;

namespace Monitor.Core.Tests;

public sealed class VirtualClockTests
{
    [Fact]
    public async Task Fires_delays_in_order_when_the_clock_passes_them()
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        var late = Task.Delay(TimeSpan.FromSeconds(20), clock, TestContext.Current.CancellationToken);
        var early = Task.Delay(TimeSpan.FromSeconds(10), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(15));
        await early;

        Assert.False(late.IsCompleted);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(15), clock.GetUtcNow());
    }
}
