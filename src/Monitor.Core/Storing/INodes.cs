namespace Monitor.Core.Storing;

/// <summary>The nodes that share the store.</summary>
public interface INodes
{
    /// <summary>
    /// Says that this node lives and what it watches. When that changed, the others hear of it. What nodes that stay away had leased to send is due at once, as
    /// uncertain; a process that never reports keeps its leases until they run out.
    /// </summary>
    /// <param name="watch">A fingerprint of what it watches.</param>
    /// <param name="cancellation">Breaks off.</param>
    Task<RollCall> ReportAsync(string watch, CancellationToken cancellation);
}

/// <param name="Nodes">How many have reported lately, this one included.</param>
/// <param name="Differing">How many of them watch something else than this one.</param>
/// <param name="Ahead">How far the store's clock is ahead of this node's; zero where there is no other clock.</param>
/// <param name="TakenOver">How many messages were taken from nodes that stay away.</param>
public sealed record RollCall(int Nodes, int Differing, TimeSpan Ahead, int TakenOver = 0);

/// <summary>What a node hears of the others.</summary>
public enum StoreNews
{
    /// <summary>Something was stored to be told.</summary>
    Told,

    /// <summary>A node watches something else than before.</summary>
    Configured,
}
