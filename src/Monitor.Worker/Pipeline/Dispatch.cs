using Monitor.Core.Delivering;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>Sends what is due through one channel and records how each send ended.</summary>
public sealed partial class Dispatch(IOutbox outbox, MessageWriter writer, TimeProvider time, ILogger<Dispatch> log)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(30);

    // Half of the time after which other nodes take over what a node holds that they do not hear of.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan SettlePause = TimeSpan.FromSeconds(5);

    private readonly string owner = Guid.NewGuid().ToString("N");

    private readonly Doors doors = new();

    private readonly HeldLease held = new(outbox, LeaseTime, time);

    /// <summary>Sends until nothing is due, the channel fails, or <paramref name="stopping"/>; a send under way is ended in order.</summary>
    public async Task<Dispatched> RunAsync(TellingChannel channel, CancellationToken stopping)
    {
        var done = Dispatched.Nothing;
        foreach (var recipient in channel.Recipients)
        {
            while (!stopping.IsCancellationRequested && await NextAsync(channel, recipient, stopping) is { } settlement)
            {
                done = done.Plus(settlement);
                if (settlement.State != DeliveryState.Sent && settlement.Due is not null) break;
            }
        }

        return done;
    }

    /// <summary>Sends what is due next and waits for the channel's pace; null when nothing is due.</summary>
    private async Task<Settlement?> NextAsync(TellingChannel channel, Recipient recipient, CancellationToken stopping)
    {
        // Before the lease: what waits for its turn at a door is nobody's yet.
        using var turn = await doors.EnterAsync(channel.Channel.Door, stopping);
        if (await LeaseAsync(channel, recipient, stopping) is not var (message, leased)) return null;
        var settlement = await SendAsync(channel.Channel, message, leased, stopping);
        await SettleAsync(message, settlement, stopping);
        PipelineMeter.Settled(message, settlement);
        LogSettled(message.Kind, message.Id, recipient.Channel, settlement.State, settlement.Note);
        await Task.Delay(channel.Channel.Pace, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return settlement;
    }

    private async Task<(LeasedMessage Message, long Leased)?> LeaseAsync(TellingChannel channel, Recipient recipient, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var terms = new LeaseTerms(owner, now, now + LeaseTime, channel.Burst, channel.Quiet?.Covers(now) == true, channel.PerHour, channel.Channel.Pace);
        var asked = time.GetTimestamp();
        return await outbox.LeaseAsync(recipient, terms, cancellation) is { } message ? (message, asked) : null;
    }

    // What was told must be recorded, or it is told again when the lease runs out: a store that is away is waited for as long as the lease
    // holds, and at the stop as long as the grace.
    private async Task SettleAsync(LeasedMessage message, Settlement settlement, CancellationToken stopping)
    {
        using var grace = new GracePeriod(time, stopping);
        for (var until = time.GetUtcNow() + LeaseTime; ;)
        {
            try
            {
                if (!await outbox.SettleAsync(message, settlement, CancellationToken.None)) LogTaken(message.Kind, message.Id, settlement.State);
                return;
            }
            catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable && time.GetUtcNow() < until && !grace.Token.IsCancellationRequested)
            {
                LogUnrecorded(message.Kind, message.Id, settlement.State, fault.Message);
                await Task.Delay(SettlePause, time, grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<Settlement> SendAsync(IChannel channel, LeasedMessage leased, long since, CancellationToken stopping)
    {
        using var grace = new GracePeriod(time, stopping);
        try
        {
            var message = await writer.WriteAsync(leased, grace.Token);

            // A process that was paused meanwhile may have lost its lease, and another one be sending.
            if (time.GetElapsedTime(since) > Freshness) return new Settlement(leased.Uncertain ? DeliveryState.Uncertain : DeliveryState.Pending, time.GetUtcNow(), time.GetUtcNow(), "Paused before the send.");
            var answer = await held.WhileAsync(leased, sending => channel.SendAsync(message, conversation: null, sending), grace.Token);
            return new Settlement(DeliveryState.Sent, time.GetUtcNow(), null, answer);
        }
        catch (DeliveryException fault)
        {
            return Settle(leased, fault);
        }
        catch (OperationCanceledException)
        {
            return new Settlement(DeliveryState.Uncertain, time.GetUtcNow(), time.GetUtcNow(), "The send was broken off before the answer came.");
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Id} is {State}, but the store cannot record it yet: {Problem}")]
    private partial void LogUnrecorded(MessageKind kind, string id, DeliveryState state, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Id} is {State} here, but was taken over meanwhile; it may be told twice, with the same id")]
    private partial void LogTaken(MessageKind kind, string id, DeliveryState state);

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
