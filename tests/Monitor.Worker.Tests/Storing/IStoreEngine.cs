using Monitor.Core.Storing;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>An engine that the behavioural suite runs on: one empty installation, opened as often as a test wants.</summary>
public interface IStoreEngine : IAsyncDisposable
{
    Task<IStore> OpenAsync(TimeProvider time);
}

/// <summary>The store under test, by its contracts alone.</summary>
public interface IStore : IAsyncDisposable
{
    IMentionStore Mentions { get; }

    IOutbox Outbox { get; }

    IDigestStore Digests { get; }

    IMentionReader Reader { get; }

    ILinkStore Links { get; }

    Task<int> AbandonLeasesAsync(DateTimeOffset now);

    Task<Swept> SweepAsync(DateTimeOffset documentsBefore, DateTimeOffset mentionsBefore);
}
