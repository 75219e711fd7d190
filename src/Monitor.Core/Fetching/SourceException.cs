namespace Monitor.Core.Fetching;

/// <summary>Why a fetch failed, named by what to do next.</summary>
public enum SourceFault
{
    /// <summary>Try again soon: the network, a time-out, a 5xx.</summary>
    Transient,

    /// <summary>Try again after the delay the publisher asked for.</summary>
    RateLimited,

    /// <summary>A person must act: a refused token, a 401 or 403, an address that may not be reached.</summary>
    Denied,

    /// <summary>The place is not there (any more): 404 or 410.</summary>
    Gone,

    /// <summary>The answer is not what the source speaks: no feed, HTML where JSON was due.</summary>
    Malformed,
}

/// <summary>The one exception that leaves a source.</summary>
/// <param name="fault">What to do next.</param>
/// <param name="message">What is wrong, where, and how to mend it; shown to the operator as it is. Holds no secret.</param>
/// <param name="retryAfter">For <see cref="SourceFault.RateLimited"/>: how long to stay away, when the publisher said. For
/// <see cref="SourceFault.Gone"/>: how long to pause, when it was said to be for good.</param>
/// <param name="inner">What was thrown below.</param>
public sealed class SourceException(SourceFault fault, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public SourceFault Fault { get; } = fault;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
