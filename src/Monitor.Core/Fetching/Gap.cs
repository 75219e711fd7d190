using System.Text.Json.Serialization;

namespace Monitor.Core.Fetching;

/// <summary>A stretch of time that a source could not be seen.</summary>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End, exclusive.</param>
/// <param name="Reason">One sentence for the operator; empty where nobody looked: the service did not run, or the machine slept.</param>
public sealed record Gap(DateTimeOffset From, DateTimeOffset To, string Reason)
{
    public GapState State { get; init; }

    public GapCause Cause { get; init; }

    [JsonIgnore]
    public Stretch Stretch => new(From, To);
}

/// <summary>What became of a gap.</summary>
public enum GapState
{
    /// <summary>What was there then is not shown any more.</summary>
    Lost,

    /// <summary>The source cannot be seen still; a later look may make it good.</summary>
    Open,

    /// <summary>A later look saw it by looking back.</summary>
    MadeGood,
}
