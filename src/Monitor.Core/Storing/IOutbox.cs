namespace Monitor.Core.Storing;

/// <summary>
/// The queue of record of everything that people are told. A message is what one send carries: one alert, a burst of alerts, or a
/// digest. It is formed once, keeps its id through every retry, and is in one state: pending, leased, sent, uncertain or dead.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Leases the oldest message due for the recipient, or forms one from the waiting deliveries: a single one while fewer than
    /// <see cref="LeaseTerms.Burst"/> wait, else all of them at once. Null when nothing is due.
    /// A message whose lease ran out was perhaps sent: it comes back with <see cref="LeasedMessage.Uncertain"/> set and the same id.
    /// </summary>
    Task<LeasedMessage?> LeaseAsync(Recipient recipient, LeaseTerms terms, CancellationToken cancellation);

    /// <summary>Has the lease last until then: a send takes longer than usual. A lease that was taken over meanwhile is not touched; then false.</summary>
    /// <param name="message">As leased.</param>
    /// <param name="now">By the caller's clock.</param>
    /// <param name="until">When the lease runs out unless settled or renewed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<bool> RenewAsync(LeasedMessage message, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Records how a send ended. A lease that was taken over meanwhile is not touched; then false.</summary>
    Task<bool> SettleAsync(LeasedMessage message, Settlement settlement, CancellationToken cancellation);

    /// <summary>Messages and waiting deliveries by state, and when the oldest unsent one was made.</summary>
    Task<OutboxSummary> SummarizeAsync(CancellationToken cancellation);
}

/// <param name="Owner">Who leases: unique per process start.</param>
/// <param name="Now">By the caller's clock. Where several processes share the store, its own clock decides what is due: then only differences from this count.</param>
/// <param name="Until">When the lease runs out unless settled.</param>
/// <param name="Burst">From how many waiting deliveries on they become one message.</param>
/// <param name="HoldAlerts">Only digests: the channel is quiet for now.</param>
/// <param name="PerHour">Only digests as well when so many messages were sent to the recipient within the hour.</param>
/// <param name="Pace">Nothing while another owner's last message to the recipient is younger.</param>
public sealed record LeaseTerms(
    string Owner,
    DateTimeOffset Now,
    DateTimeOffset Until,
    int Burst,
    bool HoldAlerts = false,
    int PerHour = int.MaxValue,
    TimeSpan Pace = default);

/// <summary>A message that is ours to send until the lease runs out.</summary>
/// <param name="Id">Stable through all retries: 32 lower-case hexadecimal digits. Message-ID and webhook-id derive from it.</param>
/// <param name="Recipient">Whom it is for.</param>
/// <param name="Kind">Alert or digest.</param>
/// <param name="Attempt">1 for the first send.</param>
/// <param name="Uncertain">An earlier attempt may have arrived.</param>
/// <param name="Fence">Grows with every lease; a settlement with an older one is refused.</param>
/// <param name="Mentions">What it tells, oldest first.</param>
/// <param name="Slot">For a digest: its slot.</param>
public sealed record LeasedMessage(
    string Id,
    Recipient Recipient,
    MessageKind Kind,
    int Attempt,
    bool Uncertain,
    long Fence,
    IReadOnlyList<StoredMention> Mentions,
    ClosedSlot? Slot);

public enum MessageKind
{
    Alert,
    Digest,
}

/// <summary>How a send ended.</summary>
/// <param name="State">Sent, uncertain (bytes went out, no answer came), pending (not sent, to be tried again) or dead.</param>
/// <param name="At">When it ended.</param>
/// <param name="Due">When to try again; null for sent and dead.</param>
/// <param name="Note">The peer's answer or what went wrong; holds no secret.</param>
public sealed record Settlement(DeliveryState State, DateTimeOffset At, DateTimeOffset? Due, string? Note);

/// <summary>The lower-case name is stored.</summary>
public enum DeliveryState
{
    Pending,
    Leased,
    Sent,
    Uncertain,
    Dead,
}

public sealed record OutboxSummary(IReadOnlyDictionary<DeliveryState, int> Messages, int Waiting, DateTimeOffset? Oldest);
