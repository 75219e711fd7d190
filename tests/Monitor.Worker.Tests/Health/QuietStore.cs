using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Health;

/// <summary>A store with one source and one message.</summary>
internal sealed class QuietStore : IOutbox, IMentionReader
{
    public Task<LeasedMessage?> LeaseAsync(Recipient recipient, LeaseTerms terms, CancellationToken cancellation) => Task.FromResult<LeasedMessage?>(null);

    public Task<bool> RenewAsync(LeasedMessage message, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) => Task.FromResult(false);

    public Task<bool> SettleAsync(LeasedMessage message, Settlement settlement, CancellationToken cancellation) => Task.FromResult(false);

    public Task<OutboxSummary> SummarizeAsync(CancellationToken cancellation) =>
        Task.FromResult(new OutboxSummary(new Dictionary<DeliveryState, int> { [DeliveryState.Pending] = 1 }, 1, DateTimeOffset.UnixEpoch));

    public Task<IReadOnlyList<StoredMention>> ListAsync(MentionFilter filter, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StoredMention>>([]);

    public Task<IReadOnlyList<Document>> RecentAsync(int limit, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Document>>([]);

    public Task<IReadOnlyList<SourceMemory>> SourcesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SourceMemory>>([SourceMemory.None(new SourceIdentity("rules", "feed"))]);

    public Task<IReadOnlyList<SourceGap>> GapsAsync(DateTimeOffset since, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SourceGap>>([]);
}
