using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Delivering;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>A dispatcher that is paused, or whose store is away, at the wrong moment.</summary>
public sealed class DispatchTroubleTests
{
    [Fact]
    public async Task What_was_told_is_recorded_as_soon_as_the_store_is_back()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync("baseline");
        await house.LookAsync("acme one");
        var outbox = new TroubledOutbox(house.Database.Outbox) { FailedSettlements = 3 };

        var round = Dispatch(house, outbox).RunAsync(house.Watch.Value.Channels[0], CancellationToken.None);
        while (!round.IsCompleted)
        {
            // Only while something waits for the clock, which else runs away from it.
            if (house.Clock.IsAwaited) house.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(1, (await round).Sent);
        Assert.Equal(0, outbox.FailedSettlements);
        Assert.Equal(1, (await house.Database.Outbox.SummarizeAsync(CancellationToken.None)).Messages[DeliveryState.Sent]);
    }

    [Fact]
    public async Task A_process_that_was_paused_after_its_lease_does_not_send()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync("baseline");
        await house.LookAsync("acme one");
        var outbox = new TroubledOutbox(house.Database.Outbox) { AfterLease = () => house.Clock.StepTo(house.Clock.GetUtcNow().AddSeconds(11)) };

        await Dispatch(house, outbox).RunAsync(house.Watch.Value.Channels[0], CancellationToken.None);
        Assert.Empty(house.Channel.Told);

        await house.TellAsync();
        Assert.Equal(["acme one"], house.Channel.Titles);
    }

    [Fact]
    public async Task A_send_that_takes_longer_than_the_lease_keeps_it()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync("baseline");
        await house.LookAsync("acme one");
        var (outbox, slow) = (new TroubledOutbox(house.Database.Outbox), new SlowChannel());

        var round = Dispatch(house, outbox).RunAsync(new TellingChannel(slow, 100, Burst: 3, Quiet: null), CancellationToken.None);
        while (outbox.Renewals < 4)
        {
            // Only while the renewal waits for the clock, which else runs away from it.
            if (house.Clock.IsAwaited) house.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        var now = house.Clock.GetUtcNow();
        Assert.Null(await house.Database.Outbox.LeaseAsync(new Recipient("team"), new LeaseTerms("another", now, now.AddMinutes(30), 3), CancellationToken.None));
        slow.Answer.SetResult("ok");
        Assert.Equal(1, (await round).Sent);
    }

    [Fact]
    public async Task A_send_whose_lease_was_taken_over_is_broken_off()
    {
        await using var house = await House.OpenAsync();
        await house.LookAsync("baseline");
        await house.LookAsync("acme one");
        var outbox = new TroubledOutbox(house.Database.Outbox) { IsTaken = true };

        var round = Dispatch(house, outbox).RunAsync(new TellingChannel(new SlowChannel(), 100, Burst: 3, Quiet: null), CancellationToken.None);
        while (!round.IsCompleted)
        {
            if (house.Clock.IsAwaited) house.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal(new Dispatched(0, 1, 0), await round);
    }

    private static Dispatch Dispatch(House house, IOutbox outbox) =>
        new(outbox, new MessageWriter(new Outlook(house.Database.Reader, house.Watch)), house.Clock, NullLogger<Dispatch>.Instance);

    private sealed class TroubledOutbox(IOutbox inner) : IOutbox
    {
        public int FailedSettlements { get; set; }

        public Action AfterLease { get; init; } = () => { };

        public bool IsTaken { get; init; }

        public int Renewals { get; private set; }

        public async Task<bool> RenewAsync(LeasedMessage message, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
        {
            if (IsTaken || !await inner.RenewAsync(message, now, until, cancellation)) return false;
            Renewals++;
            return true;
        }

        public async Task<LeasedMessage?> LeaseAsync(Recipient recipient, LeaseTerms terms, CancellationToken cancellation)
        {
            var message = await inner.LeaseAsync(recipient, terms, cancellation);
            AfterLease();
            return message;
        }

        public Task<bool> SettleAsync(LeasedMessage message, Settlement settlement, CancellationToken cancellation)
        {
            if (FailedSettlements == 0) return inner.SettleAsync(message, settlement, cancellation);
            FailedSettlements--;
            throw new StoreException(StoreFault.Unavailable, "The store is away.");
        }

        public Task<OutboxSummary> SummarizeAsync(CancellationToken cancellation) => inner.SummarizeAsync(cancellation);
    }

    /// <summary>A channel whose peer takes its time.</summary>
    private sealed class SlowChannel : IChannel
    {
        public string Name => "team";

        public IReadOnlyList<string> Addresses { get; } = [""];

        public TaskCompletionSource<string> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> ProbeAsync(CancellationToken cancellation) => Answer.Task;

        public Task<string> SendAsync(Message message, IProgress<string>? conversation, CancellationToken cancellation) => Answer.Task.WaitAsync(cancellation);
    }
}
