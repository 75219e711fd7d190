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
    /// <summary>Stretches of time that this fetch found could not be seen.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>What was wrong with the payload though something could be read; one sentence each, for the operator.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Do not come back earlier than after this long: the publisher's wish, or because the place has long been quiet.</summary>
    public TimeSpan? LeastInterval { get; init; }
}

/// <summary>A stretch of time that a source could not be seen.</summary>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End, exclusive.</param>
/// <param name="Reason">One sentence for the reader of the digest.</param>
public sealed record Gap(DateTimeOffset From, DateTimeOffset To, string Reason);
