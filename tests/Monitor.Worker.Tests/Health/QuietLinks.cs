using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Health;

/// <summary>Three links that may be asked about since the beginning of time, and nobody who asks.</summary>
internal sealed class QuietLinks : ILinkStore
{
    public Task<LinkSummary> SummarizeAsync(CancellationToken cancellation) => Task.FromResult(new LinkSummary(3, DateTimeOffset.UnixEpoch));

    public Task<IReadOnlyList<string>> DueHostsAsync(DateTimeOffset now, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<ShortLink?> TakeAsync(string host, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) => Task.FromResult<ShortLink?>(null);

    public Task SettleAsync(ShortLink link, LinkAnswer answer, CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<WaitingDocument>> AnsweredAsync(long after, int most, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<WaitingDocument>>([]);

    public Task<Saved> CompleteAsync(WaitingDocument waiting, IReadOnlyList<Link> links, RoutedMention? gained, DateTimeOffset at, CancellationToken cancellation) =>
        Task.FromResult(new Saved(0, 0, 0));

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) => Task.FromResult(0);
}
