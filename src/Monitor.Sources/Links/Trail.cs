using Monitor.Core.Normalizing;

namespace Monitor.Sources.Links;

/// <summary>The hops of a link so far. An address that says itself where it leads is unwrapped on the way, and not asked.</summary>
internal sealed class Trail(string address)
{
    private readonly HashSet<string> seen = [address];
    private readonly List<string> hops = [];

    /// <summary>What to ask next.</summary>
    public string Here { get; private set; } = address;

    /// <summary>Adds a hop; false when it was there before.</summary>
    public bool Add(string hop)
    {
        foreach (var inner in CanonicalUrl.Hops(hop) is { Count: > 0 } unwrapped ? unwrapped : [hop])
        {
            if (!seen.Add(inner)) return false;
            hops.Add(Here = inner);
        }

        return true;
    }

    public Resolution End(LinkOutcome outcome, string? note = null, TimeSpan? retryAfter = null) => new(outcome, [.. hops], note, retryAfter);
}
