using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Tests.Storing;

/// <summary>SQLite in a folder of its own.</summary>
public sealed class SqliteEngine : IStoreEngine
{
    private readonly ScratchFolder folder = new();

    public async Task<IStoreDatabase> OpenAsync(TimeProvider time) =>
        await SqliteDatabase.OpenAsync(folder.Path, time, TestContext.Current.CancellationToken);

    public Task<IStoreReader> OpenReaderAsync(TimeProvider time) => Task.FromResult<IStoreReader>(SqliteReader.Open(folder.Path));

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
