using System.Diagnostics;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Tests.Storing;

/// <summary>On PostgreSQL each statement is a trip over the network: how many a piece of work takes hardly grows with what it brings.</summary>
public sealed class RoundTripTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly PostgresEngine engine = new();
    private PostgresDatabase store = null!;

    public async ValueTask InitializeAsync()
    {
        await PostgresServer.RequireAsync();
        store = await engine.OpenAsync(new VirtualClock(Sample.Noon), new PostgresTerms { Clock = LeaseClock.Caller });
    }

    public async ValueTask DisposeAsync()
    {
        if (store is not null) await store.DisposeAsync();
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task A_save_takes_one_statement_more_for_each_five_hundred_documents_and_no_other()
    {
        var plain = await CountAsync(() => store.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default));
        var thousand = await CountAsync(() => store.Mentions.SaveAsync(Sample.Haul([.. Enumerable.Range(0, 1_000).Select(number => Sample.Document($"d{number}"))]), default));
        var one = await CountAsync(() => store.Mentions.SaveAsync(Mentions("m", 1), default));
        var many = await CountAsync(() => store.Mentions.SaveAsync(Mentions("n", 1_000), default));
        var lease = await CountAsync(() => store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default));

        output.WriteLine($"Statements, those that begin and commit aside: a save without mentions {plain}, with alerts and digest entries {one}, a lease of a message {lease}.");
        Assert.Equal((plain + 1, one + 1), (thousand, many));
        Assert.InRange(one, plain + 1, 25);
        Assert.InRange(lease, 1, 10);
    }

    private static Haul Mentions(string name, int count) =>
        Sample.Haul([.. Enumerable.Range(0, count).Select(number => Sample.Mention(Sample.Document($"{name}{number}"), [Sample.Slack], "daily"))]);

    private async Task<int> CountAsync(Func<Task> work)
    {
        var statements = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Parent?.OperationName == nameof(RoundTripTests)) Interlocked.Increment(ref statements);
            },
        };
        ActivitySource.AddActivityListener(listener);

        // Other tests run beside: only what is done within this activity counts.
        using var own = new Activity(nameof(RoundTripTests)).Start();
        await work();
        return statements;
    }
}
