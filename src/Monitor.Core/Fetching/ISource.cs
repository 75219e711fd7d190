namespace Monitor.Core.Fetching;

/// <summary>One place mentions come from. Stateless between fetches: what it must remember is in the cursor.</summary>
public interface ISource
{
    SourceIdentity Identity { get; }

    /// <summary>Fetches what is new since the cursor.</summary>
    /// <exception cref="SourceException">The only exception that leaves a source, besides cancellation. The caller decides what it means.</exception>
    Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation);
}

/// <param name="Cursor">What the source's last successful fetch returned, or <see cref="Cursor.Start"/>.</param>
/// <param name="Plan">What the standing queries need of a remote search; sources that deliver everything ignore it.</param>
public sealed record FetchRequest(Cursor Cursor, SearchPlan Plan);

/// <summary>What one fetch brought.</summary>
/// <param name="Items">Oldest first. May hold items that were handed over before: identity is (source, id).</param>
/// <param name="Cursor">To be stored in the same transaction as the items.</param>
public sealed record Fetched(IReadOnlyList<Item> Items, Cursor Cursor)
{
    /// <summary>
    /// The stretch of time that this fetch saw whole, but for <see cref="Gaps"/>: from the last look on, or further back where the source
    /// still shows what was then, up to now. Null where the answer is not to be believed; a warning then says why.
    /// </summary>
    public Stretch? Covered { get; init; }

    /// <summary>Stretches of time that this fetch found could not be seen, with the source's own reason.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>What was wrong with the payload though something could be read; one sentence each, for the operator.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Do not come back earlier than after this long: the publisher's wish, or because the place has long been quiet.</summary>
    public TimeSpan? LeastInterval { get; init; }

    /// <summary>Whether this look saw what the source declares about pushes: an unchanged answer says nothing.</summary>
    public bool SaysPush { get; init; }

    /// <summary>Where the source can be subscribed to; null when it declares nothing usable, or <see cref="SaysPush"/> is false.</summary>
    public PushOffer? Push { get; init; }
}
