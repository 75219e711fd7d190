using Monitor.Core.Delivering;

namespace Monitor.Core.Tests.Delivering;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Spans_three_days_and_then_ends()
    {
        var delays = Enumerable.Range(1, 20).Select(attempt => RetrySchedule.After(attempt, 0.5)).TakeWhile(delay => delay is not null).ToList();

        Assert.Equal(9, delays.Count);
        Assert.InRange(delays.Sum(delay => delay!.Value.TotalHours), 74, 77);
    }

    [Theory]
    [InlineData(0.0, 4.0)]
    [InlineData(0.999999, 6.0)]
    public void Spreads_each_delay_by_a_fifth(double chance, double seconds) =>
        Assert.Equal(seconds, RetrySchedule.After(1, chance)!.Value.TotalSeconds, 3);
}
