using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Health.Metrics;
using Monitor.Worker.Jobs;

namespace Monitor.Worker.Tests.Jobs;

public sealed class LeasedWorkTests
{
    private readonly VirtualClock clock = new(DateTimeOffset.Parse("2026-11-22T12:00:00Z"));
    private readonly ScriptedLeases leases = new();

    [Fact]
    public async Task Works_while_the_lease_is_renewed_and_gives_it_free_at_the_stop()
    {
        using var stop = new CancellationTokenSource();
        var work = new Endless();
        var running = RunAsync(work, stop.Token);
        await work.Begun.WaitAsync();

        for (var round = 0; round < 10; round++) await RoundAsync();
        Assert.False(work.IsCancelled);
        await stop.CancelAsync();
        await running;

        Assert.True(work.IsCancelled);
        Assert.Equal(1, leases.Released);
    }

    [Fact]
    public async Task Counts_what_it_holds()
    {
        using var text = new MetricsText();
        using var stop = new CancellationTokenSource();
        var work = new Endless();
        var running = RunAsync(work, stop.Token, "counted");

        await work.Begun.WaitAsync();
        Assert.Contains("monitor_leases_held{work=\"counted\"} 1\n", text.Write(), StringComparison.Ordinal);
        await stop.CancelAsync();
        await running;

        Assert.Contains("monitor_leases_held{work=\"counted\"} 0\n", text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_the_work_when_another_took_the_lease_and_asks_for_it_again()
    {
        using var stop = new CancellationTokenSource();
        var work = new Endless();
        var running = RunAsync(work, stop.Token);
        await work.Begun.WaitAsync();

        leases.Renews = () => false;
        await RoundAsync();
        await work.Ended.WaitAsync();
        leases.Renews = () => true;
        while (!await work.Begun.WaitAsync(1)) clock.Advance(LeasedWork.Round);
        await stop.CancelAsync();
        await running;

        Assert.True(leases.Taken >= 2);
    }

    [Fact]
    public async Task Ends_the_work_when_the_store_was_away_for_a_whole_term()
    {
        using var stop = new CancellationTokenSource();
        var work = new Endless();
        var running = RunAsync(work, stop.Token);
        await work.Begun.WaitAsync();

        leases.Renews = () => throw new StoreException(StoreFault.Unavailable, "The database is away.");
        await RoundAsync();
        Assert.False(work.IsCancelled);
        clock.Advance(LeasedWork.Term);
        await work.Ended.WaitAsync();

        Assert.True(work.IsCancelled);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Begins_work_that_failed_anew()
    {
        using var stop = new CancellationTokenSource();
        using var begun = new SemaphoreSlim(0);
        var leased = new LeasedWork(leases, clock, NullLogger<LeasedWork>.Instance);
        var running = leased.RunAsync("stream", (_, _) => { begun.Release(); throw new InvalidOperationException("A defect."); }, stop.Token);

        await begun.WaitAsync();
        while (!await begun.WaitAsync(1)) clock.Advance(LeasedWork.Round);
        await stop.CancelAsync();
        await running;

        Assert.True(leases.Released >= 2);
    }

    private Task RunAsync(Endless work, CancellationToken stopping, string name = "stream") =>
        new LeasedWork(leases, clock, NullLogger<LeasedWork>.Instance).RunAsync(name, (_, held) => work.RunAsync(held), stopping);

    // Moves the clock until the next renewal was asked for: the task waits for its timer at some moment of its own.
    private async Task RoundAsync()
    {
        while (!await leases.Asked.WaitAsync(1)) clock.Advance(TimeSpan.FromSeconds(1));
    }

    private sealed class Endless
    {
        public SemaphoreSlim Begun { get; } = new(0);

        public SemaphoreSlim Ended { get; } = new(0);

        public bool IsCancelled { get; private set; }

        public async Task RunAsync(CancellationToken held)
        {
            Begun.Release();
            await Task.Delay(Timeout.Infinite, held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            IsCancelled = true;
            Ended.Release();
        }
    }

    private sealed class ScriptedLeases : IWorkLeases
    {
        public Func<bool> Renews { get; set; } = () => true;

        public SemaphoreSlim Asked { get; } = new(0);

        public int Taken { get; private set; }

        public int Released { get; private set; }

        public Task<WorkLease?> TakeAsync(string work, string owner, TimeSpan term, CancellationToken cancellation) =>
            Task.FromResult<WorkLease?>(new WorkLease(work, owner, ++Taken));

        public Task<bool> RenewAsync(WorkLease lease, TimeSpan term, CancellationToken cancellation)
        {
            Asked.Release();
            return Task.FromResult(Renews());
        }

        public Task ReleaseAsync(WorkLease lease, CancellationToken cancellation)
        {
            Released++;
            return Task.CompletedTask;
        }
    }
}
