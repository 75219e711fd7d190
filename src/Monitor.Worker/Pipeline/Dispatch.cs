using Monitor.Core.Delivering;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>Sends what is due through one channel and records how each send ended.</summary>
public sealed partial class Dispatch(IOutbox outbox, MessageWriter writer, TimeProvider time, ILogger<Dispatch> log)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(30);

    private readonly string owner = Guid.NewGuid().ToString("N");

    /// <summary>Sends until nothing is due, the channel fails, or <paramref name="stopping"/>; a send under way is ended in order.</summary>
    public async Task<Dispatched> RunAsync(TellingChannel channel, CancellationToken stopping)
    {
        var done = Dispatched.Nothing;
        foreach (var recipient in channel.Recipients)
        {
            while (!stopping.IsCancellationRequested && await LeaseAsync(channel, recipient, stopping) is { } message)
            {
                var settlement = await SendAsync(channel.Channel, message, stopping);
                await outbox.SettleAsync(message, settlement, CancellationToken.None);
                done = done.Plus(settlement);
                PipelineMeter.Settled(message, settlement);
                LogSettled(message.Kind, message.Id, recipient.Channel, settlement.State, settlement.Note);
                if (settlement.State != DeliveryState.Sent && settlement.Due is not null) break;
                await Task.Delay(channel.Channel.Pace, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return done;
    }

    private async Task<LeasedMessage?> LeaseAsync(TellingChannel channel, Recipient recipient, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var hold = channel.Quiet?.Covers(now) == true
            || await outbox.CountSentAsync(recipient, now - TimeSpan.FromHours(1), cancellation) >= channel.PerHour;
        return await outbox.LeaseAsync(recipient, new LeaseTerms(owner, now, now + LeaseTime, channel.Burst, HoldAlerts: hold), cancellation);
    }

    private async Task<Settlement> SendAsync(IChannel channel, LeasedMessage leased, CancellationToken stopping)
    {
        using var grace = new GracePeriod(time, stopping);
        try
        {
            var message = await writer.WriteAsync(leased, grace.Token);
            var answer = await channel.SendAsync(message, conversation: null, grace.Token);
            return new Settlement(DeliveryState.Sent, time.GetUtcNow(), null, answer);
        }
        catch (DeliveryException fault)
        {
            return Settle(leased, fault);
        }
        catch (OperationCanceledException)
        {
            return new Settlement(DeliveryState.Uncertain, time.GetUtcNow(), time.GetUtcNow(), "The service stopped before the answer came.");
        }
    }

    private Settlement Settle(LeasedMessage leased, DeliveryException fault)
    {
        var now = time.GetUtcNow();
        var retry = RetrySchedule.After(leased.Attempt, Random.Shared.NextDouble());
        var (state, delay) = fault.Fault switch
        {
            DeliveryFault.Rejected => (DeliveryState.Dead, null),
            DeliveryFault.Denied => (DeliveryState.Pending, RetrySchedule.WhenDenied),
            DeliveryFault.RateLimited => (DeliveryState.Pending, fault.RetryAfter ?? retry),
            DeliveryFault.Uncertain => (DeliveryState.Uncertain, retry),
            _ => (leased.Uncertain ? DeliveryState.Uncertain : DeliveryState.Pending, retry),
        };
        return new Settlement(delay is null ? DeliveryState.Dead : state, now, now + delay, fault.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} {Id} to {Channel}: {State}: {Note}")]
    private partial void LogSettled(MessageKind kind, string id, string channel, DeliveryState state, string? note);
}

/// <summary>How many messages of one round ended how.</summary>
public sealed record Dispatched(int Sent, int Waiting, int Dead)
{
    public static Dispatched Nothing { get; } = new(0, 0, 0);

    public Dispatched Plus(Settlement settlement) => settlement.State switch
    {
        DeliveryState.Sent => this with { Sent = Sent + 1 },
        DeliveryState.Dead => this with { Dead = Dead + 1 },
        _ => this with { Waiting = Waiting + 1 },
    };

    public Dispatched Plus(Dispatched other) => new(Sent + other.Sent, Waiting + other.Waiting, Dead + other.Dead);
}
