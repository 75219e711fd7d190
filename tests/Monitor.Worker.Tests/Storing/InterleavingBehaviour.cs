using FsCheck;
using FsCheck.Fluent;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>What must hold in whatever order things happen.</summary>
public abstract class InterleavingBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static readonly DateTimeOffset End = Sample.Noon.AddYears(1);

    private static Config Runs(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true);

    [Fact]
    public void Every_mention_is_in_exactly_one_digest_however_saves_and_closes_interleave() =>
        Prop.ForAll(Gen.Choose(-2, 4).ArrayOf(6).ArrayOf(3).ToArbitrary(), lines => Run(store => DigestAsync(store, lines))).Check(Runs(20));

    [Fact]
    public void Every_alert_is_told_by_one_message_and_a_doubt_is_never_forgotten() =>
        Prop.ForAll(Gen.Choose(0, 9).ArrayOf(40).ToArbitrary(), steps => Run(store => AlertAsync(store, steps))).Check(Runs(20));

    private static void Run(Func<IStoreDatabase, Task> scenario) => RunAsync(scenario).GetAwaiter().GetResult();

    private static async Task RunAsync(Func<IStoreDatabase, Task> scenario)
    {
        await using var engine = new TEngine();
        await using var store = await engine.OpenAsync(new VirtualClock(Sample.Noon));
        await scenario(store);
    }

    /// <param name="store">An empty store.</param>
    /// <param name="lines">Run side by side. Above 0: a save of so many mentions; else the close of the next slot.</param>
    private static async Task DigestAsync(IStoreDatabase store, int[][] lines)
    {
        var day = 0;
        var id = 0;
        await Task.WhenAll(lines.Select(line => Task.Run(async () =>
        {
            foreach (var step in line)
            {
                if (step > 0) await store.Mentions.SaveAsync(Sample.Entries("daily", [.. Enumerable.Range(0, step).Select(_ => $"{Interlocked.Increment(ref id)}")]), default);
                else await store.Digests.CloseAsync(Slot(Interlocked.Increment(ref day)), [Sample.Ann], false, default);
            }
        })));

        List<long> told = [];
        while (await store.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(End), default) is { } message)
        {
            told.AddRange(message.Mentions.Select(stored => stored.Number));
            await store.Outbox.SettleAsync(message, Sample.Sent(End), default);
        }

        told.AddRange((await store.Digests.PendingAsync("daily", default)).Select(stored => stored.Number));
        Assert.Equal(Enumerable.Range(1, id).Select(number => (long)number), told.Order());
    }

    /// <param name="store">An empty store.</param>
    /// <param name="steps">0–2: so many alerts and one are saved; 3–5: a message is leased; 6–8: the last lease is settled; 9: all leases run out.</param>
    private static async Task AlertAsync(IStoreDatabase store, int[] steps)
    {
        var ledger = new Ledger();
        var now = Sample.Noon;
        var saved = 0;
        foreach (var step in steps)
        {
            now += TimeSpan.FromSeconds(step == 9 ? 300 : 1);
            if (step <= 2) await store.Mentions.SaveAsync(Sample.Alerts([.. Enumerable.Range(0, step + 1).Select(_ => $"{++saved}")], Sample.Slack), default);
            else if (step is >= 3 and <= 5) ledger.Take(await store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(now, burst: 3), default), now);
            else if (step is >= 6 and <= 8 && ledger.Held.TryPop(out var message))
            {
                var settlement = Settlement(step, now);
                ledger.Settle(message, settlement.State, await store.Outbox.SettleAsync(message, settlement, default));
            }
        }

        now = End;
        while (await store.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(now, burst: 3), default) is { } message)
        {
            ledger.Take(message, now);
            await store.Outbox.SettleAsync(message, Sample.Sent(now), default);
        }

        Assert.Equal(Enumerable.Range(1, saved).Select(number => (long)number), ledger.Contents.Values.SelectMany(numbers => numbers).Order());
    }

    private static Settlement Settlement(int step, DateTimeOffset now) => step switch
    {
        6 => Sample.Sent(now),
        7 => new Settlement(DeliveryState.Pending, now, now.AddSeconds(2), "503"),
        _ => new Settlement(DeliveryState.Uncertain, now, now.AddSeconds(2), "no answer"),
    };

    private static ClosedSlot Slot(int day) => new("daily", new DateOnly(2026, 1, 1).AddDays(day), null, Sample.Noon.AddDays(day));

    /// <summary>What a recipient and its senders know of messages.</summary>
    private sealed class Ledger
    {
        private readonly Dictionary<string, (long Fence, DateTimeOffset Until)> leases = [];
        private readonly HashSet<string> ended = [];
        private readonly HashSet<string> doubted = [];

        public Dictionary<string, long[]> Contents { get; } = [];

        public Stack<LeasedMessage> Held { get; } = [];

        public void Take(LeasedMessage? message, DateTimeOffset now)
        {
            if (message is null) return;
            Assert.DoesNotContain(message.Id, ended);
            if (leases.TryGetValue(message.Id, out var before))
            {
                Assert.True(before.Until <= now, "Leased though another lease holds.");
                Assert.True(before.Fence < message.Fence);
                if (before.Until > DateTimeOffset.MinValue) doubted.Add(message.Id);
            }

            Assert.Equal(doubted.Contains(message.Id), message.Uncertain);
            long[] told = [.. message.Mentions.Select(stored => stored.Number)];
            Assert.Equal(Contents.GetValueOrDefault(message.Id, told), told);
            Contents[message.Id] = told;
            leases[message.Id] = (message.Fence, now.AddMinutes(2));
            Held.Push(message);
        }

        public void Settle(LeasedMessage message, DeliveryState state, bool settled)
        {
            Assert.Equal(leases[message.Id].Fence == message.Fence && leases[message.Id].Until > DateTimeOffset.MinValue, settled);
            if (!settled) return;
            if (state == DeliveryState.Sent) ended.Add(message.Id);
            if (state == DeliveryState.Uncertain) doubted.Add(message.Id);
            leases[message.Id] = (message.Fence, DateTimeOffset.MinValue);
        }
    }
}
