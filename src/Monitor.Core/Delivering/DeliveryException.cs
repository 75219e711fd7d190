namespace Monitor.Core.Delivering;

/// <summary>Why a send failed, named by what to do next.</summary>
public enum DeliveryFault
{
    /// <summary>Nothing arrived; try again by the schedule.</summary>
    Transient,

    /// <summary>Nothing arrived; try again after the delay the peer asked for.</summary>
    RateLimited,

    /// <summary>Bytes went out and no answer came: it may have arrived. Try again with the same id.</summary>
    Uncertain,

    /// <summary>This message will never be taken; others may.</summary>
    Rejected,

    /// <summary>The peer will take nothing more: a revoked webhook, a refused password. A person must act.</summary>
    Denied,
}

/// <summary>The one exception that leaves a channel.</summary>
/// <param name="fault">What to do next.</param>
/// <param name="message">What is wrong, where, and how to mend it. Holds no secret.</param>
/// <param name="retryAfter">For <see cref="DeliveryFault.RateLimited"/>: how long to stay away, when the peer said.</param>
/// <param name="inner">What was thrown below.</param>
public sealed class DeliveryException(DeliveryFault fault, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public DeliveryFault Fault { get; } = fault;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
