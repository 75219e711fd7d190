using System.Diagnostics;
using Monitor.Core.Matching;
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

    [Fact]
    public async Task What_a_node_that_stays_away_was_sending_is_taken_over_within_half_a_minute_and_it_settles_nothing_then()
    {
        await using var many = await Neighbours.OpenAsync(engine);
        await many.First.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"), [Sample.Slack])]) with { OpenLinks = [new OpenLinks("a", Arrival.Fresh, ["https://t.co/abc"])] }, default);
        await many.ReportAsync(many.First, many.Second);
        var held = (await many.First.Outbox.LeaseAsync(Sample.Slack, many.Terms, default))!;
        await many.First.Links.TakeAsync("t.co", many.Now, many.Now.AddMinutes(5), default);

        Assert.Equal([0, 0, 0, 0], await many.RoundsAsync(4, many.Second));
        Assert.Null(await many.Second.Outbox.LeaseAsync(Sample.Slack, many.Terms, default));
        Assert.Equal([1, 0], await many.RoundsAsync(2, many.Second));
        var taken = (await many.Second.Outbox.LeaseAsync(Sample.Slack, many.Terms, default))!;

        Assert.Equal((held.Id, true, 2), (taken.Id, taken.Uncertain, taken.Attempt));
        Assert.Equal(["t.co"], await many.Second.Links.DueHostsAsync(many.Now, default));
        Assert.False(await many.First.Outbox.SettleAsync(held, Sample.Sent(many.Now), default));
        Assert.True(await many.Second.Outbox.SettleAsync(taken, Sample.Sent(many.Now), default));
        Assert.Equal([0, 0, 0, 0, 0, 0], await many.RoundsAsync(6, many.First));
    }

    [Fact]
    public async Task Nothing_is_taken_from_nodes_that_were_away_together()
    {
        await using var many = await Neighbours.OpenAsync(engine);
        await many.First.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        await many.ReportAsync(many.First, many.Second);
        var held = (await many.First.Outbox.LeaseAsync(Sample.Slack, many.Terms, default))!;

        // The server is away for ten minutes; the second is heard of first when it is back.
        many.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([0, 0, 0], await many.RoundsAsync(3, many.Second));
        Assert.Equal([0, 0], await many.RoundsAsync(1, many.First, many.Second));

        Assert.True(await many.First.Outbox.SettleAsync(held, Sample.Sent(many.Now), default));
    }

    [Fact]
    public async Task Nothing_is_taken_from_a_process_that_never_reports()
    {
        await using var many = await Neighbours.OpenAsync(engine);
        await many.First.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
        await many.ReportAsync(many.First, many.Second);

        // As 'monitor once' does, in the directory of a service that is stopped.
        await many.First.AbandonLeasesAsync(many.Now, default);
        var held = (await many.First.Outbox.LeaseAsync(Sample.Slack, many.Terms, default))!;

        Assert.All(await many.RoundsAsync(20, many.Second), taken => Assert.Equal(0, taken));
        Assert.True(await many.First.Outbox.SettleAsync(held, Sample.Sent(many.Now), default));
    }

    /// <summary>Two nodes by the test's clock.</summary>
    private sealed class Neighbours : IAsyncDisposable
    {
        private readonly VirtualClock clock = new(Sample.Noon);
        private readonly ScratchFolder[] homes = [new(), new()];

        public PostgresDatabase First { get; private set; } = null!;

        public PostgresDatabase Second { get; private set; } = null!;

        public DateTimeOffset Now => clock.GetUtcNow();

        public LeaseTerms Terms => Sample.Terms(Now) with { Until = Now.AddMinutes(30) };

        public static async Task<Neighbours> OpenAsync(PostgresEngine engine)
        {
            var many = new Neighbours();
            var terms = new PostgresTerms { Clock = LeaseClock.Caller };
            many.First = await engine.OpenAsync(many.clock, terms, many.homes[0].Path);
            many.Second = await engine.OpenAsync(many.clock, terms, many.homes[1].Path);
            return many;
        }

        public void Advance(TimeSpan time) => clock.Advance(time);

        public async Task<List<int>> ReportAsync(params PostgresDatabase[] nodes)
        {
            List<int> taken = [];
            foreach (var node in nodes) taken.Add((await node.Nodes.ReportAsync("blue", default)).TakenOver);
            return taken;
        }

        /// <summary>Rounds of reports, five seconds apart: how much each took over.</summary>
        public async Task<List<int>> RoundsAsync(int rounds, params PostgresDatabase[] nodes)
        {
            List<int> taken = [];
            for (var round = 0; round < rounds; round++)
            {
                Advance(TimeSpan.FromSeconds(5));
                taken.AddRange(await ReportAsync(nodes));
            }

            return taken;
        }

        public async ValueTask DisposeAsync()
        {
            await First.DisposeAsync();
            await Second.DisposeAsync();
            foreach (var home in homes) home.Dispose();
        }
    }

    private static async Task<(int Nodes, int Differing)> ReportAsync(PostgresDatabase node, string watch)
    {
        var roll = await node.Nodes.ReportAsync(watch, default);
        return (roll.Nodes, roll.Differing);
    }
}
