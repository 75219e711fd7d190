using FsCheck;
using FsCheck.Fluent;
using Monitor.Core.Storing;
using Monitor.Testing;

namespace Monitor.Worker.Tests.Storing;

public abstract class InterleavingBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public void Every_mention_is_in_exactly_one_digest_however_saves_and_closes_interleave() =>
        Prop.ForAll(Steps(), steps => RunAsync(steps).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    /// <summary>Above 0: a save of so many mentions; else a close of the next slot; several lists run side by side.</summary>
    private static Arbitrary<int[][]> Steps() =>
        Gen.Choose(-2, 4).ArrayOf(6).ArrayOf(3).ToArbitrary();

    private static async Task RunAsync(int[][] steps)
    {
        await using var engine = new TEngine();
        await using var store = await engine.OpenAsync(new VirtualClock(Sample.Noon));
        var day = 0;
        var id = 0;

        await Task.WhenAll(steps.Select(line => Task.Run(async () =>
        {
            foreach (var step in line)
            {
                if (step > 0) await store.Mentions.SaveAsync(Sample.Entries("daily", [.. Enumerable.Range(0, step).Select(_ => $"{Interlocked.Increment(ref id)}")]), default);
                else await store.Digests.CloseAsync(Slot(Interlocked.Increment(ref day)), [Sample.Ann], false, default);
            }
        })));

        List<long> told = [];
        while (await store.Outbox.LeaseAsync(Sample.Ann, Sample.Terms(Sample.Noon.AddYears(1)), default) is { } message)
        {
            told.AddRange(message.Mentions.Select(stored => stored.Number));
            await store.Outbox.SettleAsync(message, Sample.Sent(Sample.Noon.AddYears(1)), default);
        }

        told.AddRange((await store.Digests.PendingAsync("daily", default)).Select(stored => stored.Number));
        Assert.Equal(Enumerable.Range(1, id).Select(number => (long)number), told.Order());
    }

    private static ClosedSlot Slot(int day) => new("daily", new DateOnly(2026, 1, 1).AddDays(day), null, Sample.Noon.AddDays(day));
}
