using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Http;

public sealed class HostQueuesTests
{
    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lets_in_by_order_of_arrival_and_leaves_other_hosts_alone()
    {
        var queues = new HostQueues(1, clock);
        var order = new List<int>();
        var first = await queues.EnterAsync("a:443", TimeSpan.Zero, Cancellation);
        var waiting = Enumerable.Range(0, 20).Select(EnterAsync).ToArray();
        using (await queues.EnterAsync("b:443", TimeSpan.Zero, Cancellation)) Assert.Empty(order);

        first.Dispose();
        first.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Range(0, 20), order);

        async Task EnterAsync(int number)
        {
            using var turn = await queues.EnterAsync("a:443", TimeSpan.Zero, Cancellation);
            order.Add(number);
        }
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_nobody_up()
    {
        var queues = new HostQueues(1, clock);
        using var impatient = new CancellationTokenSource();
        var first = await queues.EnterAsync("a:443", TimeSpan.Zero, Cancellation);
        var second = queues.EnterAsync("a:443", TimeSpan.Zero, impatient.Token);
        var third = queues.EnterAsync("a:443", TimeSpan.Zero, Cancellation);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();

        (await third).Dispose();
    }

    [Fact]
    public async Task Keeps_a_publishers_pace_between_starts()
    {
        var queues = new HostQueues(2, clock);
        var pace = TimeSpan.FromSeconds(10);
        using (await queues.EnterAsync("a:443", pace, Cancellation)) clock.Advance(TimeSpan.FromSeconds(1));

        var second = queues.EnterAsync("a:443", pace, Cancellation);
        clock.Advance(TimeSpan.FromSeconds(8.9));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        (await second).Dispose();

        clock.Advance(TimeSpan.FromSeconds(30));
        (await queues.EnterAsync("a:443", pace, Cancellation)).Dispose();
    }
}
