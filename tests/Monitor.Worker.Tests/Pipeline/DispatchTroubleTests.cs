using Microsoft.Extensions.Logging.Abstractions;
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
            house.Clock.Advance(TimeSpan.FromSeconds(5));
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

    private static Dispatch Dispatch(House house, IOutbox outbox) =>
        new(outbox, new MessageWriter(new Outlook(house.Database.Reader, house.Watch)), house.Clock, NullLogger<Dispatch>.Instance);

    private sealed class TroubledOutbox(IOutbox inner) : IOutbox
    {
        public int FailedSettlements { get; set; }

        public Action AfterLease { get; init; } = () => { };

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
}
