using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>An engine that the behavioural suite runs on: one empty installation, opened as often as a test wants.</summary>
public interface IStoreEngine : IAsyncDisposable
{
    Task<IStoreDatabase> OpenAsync(TimeProvider time);

    /// <summary>Beside whoever works with it.</summary>
    Task<IStoreReader> OpenReaderAsync(TimeProvider time);
}
