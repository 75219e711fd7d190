using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Npgsql;

namespace Monitor.Worker.Tests.Storing;

/// <summary>The connection breaks after any byte of a day's work: nothing is lost, and nothing is told by two messages.</summary>
public sealed class CutConnectionTests
{
    private const int Step = 997;

    [Fact]
    public async Task A_connection_cut_anywhere_loses_nothing_and_tells_nothing_twice()
    {
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.RequireAsync());
        await using var proxy = new CuttingProxy(server.Port);
        var through = new NpgsqlConnectionStringBuilder(server.ToString()) { Host = "127.0.0.1", Port = proxy.Port }.ToString();
        await using var engine = new PostgresEngine();
        await using var store = await engine.OpenAsync(new VirtualClock(Sample.Noon), new PostgresTerms { Clock = LeaseClock.Caller, AtWork = TimeSpan.FromSeconds(20) }, address: through);
        var now = Sample.Noon;
        Dictionary<string, long[]> told = [];

        var round = 0;
        for (var cut = true; cut; round++)
        {
            proxy.CutAfter(1 + (long)round * Step);
            await WorkAsync(store, round, now, told);
            cut = !proxy.IsArmed;
            now = now.AddMinutes(10);
        }

        while (await TellAsync(store, now.AddDays(1), told))
        {
        }

        Assert.True(round > 10, $"Only {round} cuts fell into the work.");
        Assert.Equal(Enumerable.Range(0, round).SelectMany(number => Ids(number)).Order(), (await store.Reader.ListAsync(new MentionFilter(Limit: 10_000), default)).Select(stored => stored.Mention.Document.Id).Order());
        Assert.Equal(3 * round, told.Values.Sum(numbers => numbers.Length));
        Assert.Equal(3 * round, told.Values.SelectMany(numbers => numbers).Distinct().Count());
        Assert.Equal(3 * round, (await store.Outbox.SummarizeAsync(default)).Messages[DeliveryState.Sent]);
    }

    private static IEnumerable<string> Ids(int round) => Enumerable.Range(0, 3).Select(item => $"{round:000}-{item}");

    private static async Task WorkAsync(PostgresDatabase store, int round, DateTimeOffset now, Dictionary<string, long[]> told)
    {
        var memory = await store.Mentions.RecallAsync(Sample.Press, default);
        await store.Mentions.UnknownAsync(memory.Identity, [.. Ids(round)], default);
        await store.Mentions.SaveAsync(Sample.Alerts(Ids(round), Sample.Slack), default);
        while (await TellAsync(store, now, told))
        {
        }
    }

    private static async Task<bool> TellAsync(PostgresDatabase store, DateTimeOffset now, Dictionary<string, long[]> told)
    {
        if (await store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(now), default) is not { } message) return false;
        long[] numbers = [.. message.Mentions.Select(stored => stored.Number)];
        Assert.Equal(told.GetValueOrDefault(message.Id, numbers), numbers);
        told[message.Id] = numbers;
        await store.Outbox.SettleAsync(message, Sample.Sent(now), default);
        return true;
    }
}
