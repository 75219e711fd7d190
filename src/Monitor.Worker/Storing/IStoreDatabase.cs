using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>An opened store, whatever its engine.</summary>
public interface IStoreDatabase : IAsyncDisposable
{
    IMentionStore Mentions { get; }

    IOutbox Outbox { get; }

    IDigestStore Digests { get; }

    IMentionReader Reader { get; }

    ILinkStore Links { get; }

    Retention Retention { get; }

    Unclaimed Unclaimed { get; }

    IWorkLeases Leases { get; }

    INodes Nodes { get; }

    /// <summary>How nodes share the schedule; null where this process is the only one.</summary>
    Cluster? Cluster { get; }

    SubscriptionStore Subscriptions { get; }

    /// <summary>What opening found worth a line in the log.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Takes every lease that an earlier process on this data directory held: to be called once at start, before anything is leased. As this
    /// process holds the directory, none of them lives. What was leased was perhaps sent: it is due at once, as uncertain.
    /// Links that were being asked about are asked about again.
    /// </summary>
    /// <returns>How many messages it concerned.</returns>
    Task<int> AbandonLeasesAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Calls <paramref name="heard"/> with what other processes announce, until cancelled. Returns at once where there is no other.</summary>
    Task ListenAsync(Action<StoreNews> heard, CancellationToken cancellation);
}
