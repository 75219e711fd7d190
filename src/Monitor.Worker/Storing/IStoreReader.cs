using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>A store opened to be read beside the service: nothing is locked, made or brought up to date.</summary>
public interface IStoreReader : IAsyncDisposable
{
    IMentionReader Mentions { get; }

    /// <summary>What waits for nobody; see <see cref="Unclaimed"/>.</summary>
    Task<IReadOnlyList<UnclaimedWork>> UnclaimedAsync(Claims claims, DateTimeOffset now, CancellationToken cancellation);
}
