using System.Diagnostics;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Tests.Storing;

/// <summary>What nodes on one PostgreSQL know of each other.</summary>
public sealed class NodesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PostgresEngine engine = new();
    private readonly ScratchFolder folder = new();
    private PostgresDatabase first = null!;
    private PostgresDatabase second = null!;

    public async ValueTask InitializeAsync()
    {
        await PostgresServer.RequireAsync();
        first = await engine.OpenAsync(TimeProvider.System, new PostgresTerms());
        second = await engine.OpenAsync(TimeProvider.System, new PostgresTerms(), folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (first is not null) await first.DisposeAsync();
        if (second is not null) await second.DisposeAsync();
        folder.Dispose();
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Nodes_count_each_other_and_notice_who_watches_something_else()
    {
        Assert.Equal((1, 0), await ReportAsync(first, "blue"));
        Assert.Equal((2, 1), await ReportAsync(second, "green"));
        Assert.Equal((2, 1), await ReportAsync(first, "blue"));
        Assert.Equal((2, 0), await ReportAsync(second, "blue"));

        await PostgresServer.AskAsync<int>($"UPDATE {engine.Schema}.nodes SET seen = seen - 60000");
        Assert.Equal((1, 0), await ReportAsync(first, "green"));
    }

    [Fact]
    public async Task A_changed_watch_is_announced_once()
    {
        await ReportAsync(first, "blue");
        using var stop = new CancellationTokenSource();
        using var heard = new SemaphoreSlim(0);
        var listening = second.ListenAsync(
            news =>
            {
                if (news == StoreNews.Configured) heard.Release();
            },
            stop.Token);
        Assert.True(await heard.WaitAsync(Patience));

        await ReportAsync(first, "blue");
        await ReportAsync(first, "green");

        Assert.True(await heard.WaitAsync(Patience));
        await ReportAsync(first, "green");
        await first.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        Assert.Equal(0, heard.CurrentCount);
        await stop.CancelAsync();
        await listening.WaitAsync(Patience);
    }

    [Fact]
    public async Task What_one_node_stored_to_tell_the_other_may_lease_within_moments()
    {
        using var stop = new CancellationTokenSource();
        using var heard = new SemaphoreSlim(0);
        var listening = second.ListenAsync(_ => heard.Release(), stop.Token);
        Assert.True(await heard.WaitAsync(Patience) && await heard.WaitAsync(Patience));

        List<double> delays = [];
        for (var number = 0; number < 200; number++)
        {
            await first.Mentions.SaveAsync(Sample.Alerts([$"a{number}"], Sample.Slack), default);
            var stored = Stopwatch.GetTimestamp();
            Assert.True(await heard.WaitAsync(Patience));
            Assert.NotNull(await second.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(DateTimeOffset.UtcNow), default));
            delays.Add(Stopwatch.GetElapsedTime(stored).TotalMilliseconds);
        }

        await stop.CancelAsync();
        await listening.WaitAsync(Patience);
        delays.Sort();
        output.WriteLine($"From a commit on one node to the lease on another: p50 {delays[100]:f1} ms, p99 {delays[198]:f1} ms.");
        Assert.InRange(delays[100], 0, 1_000);
    }

    [Theory]
    [InlineData(-300)]
    [InlineData(300)]
    public async Task A_node_whose_clock_is_minutes_off_takes_over_the_databases(int seconds)
    {
        using var home = new ScratchFolder();
        var clock = new SharedClock(new VirtualClock(DateTimeOffset.UtcNow.AddSeconds(seconds)));
        await using var odd = await engine.OpenAsync(clock, new PostgresTerms(), home.Path);

        clock.Correct((await odd.Nodes.ReportAsync("blue", default)).Ahead);

        Assert.InRange(clock.GetUtcNow() - DateTimeOffset.UtcNow, -Patience, TimeSpan.FromSeconds(1));
        Assert.InRange((await odd.Nodes.ReportAsync("blue", default)).Ahead.Duration(), TimeSpan.Zero, Patience);
    }

    private static async Task<(int Nodes, int Differing)> ReportAsync(PostgresDatabase node, string watch)
    {
        var roll = await node.Nodes.ReportAsync(watch, default);
        return (roll.Nodes, roll.Differing);
    }
}
