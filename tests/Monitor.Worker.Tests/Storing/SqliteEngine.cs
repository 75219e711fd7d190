using Monitor.Core.Storing;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>SQLite in a folder of its own.</summary>
public sealed class SqliteEngine : IStoreEngine
{
    private readonly ScratchFolder folder = new();

    public async Task<IStore> OpenAsync(TimeProvider time) =>
        new Store(await SqliteDatabase.OpenAsync(folder.Path, time, TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Store(SqliteDatabase database) : IStore
    {
        public IMentionStore Mentions => database.Mentions;

        public IOutbox Outbox => database.Outbox;

        public IDigestStore Digests => database.Digests;

        public IMentionReader Reader => database.Reader;

        public ILinkStore Links => database.Links;

        public Task<int> AbandonLeasesAsync(DateTimeOffset now) => database.AbandonLeasesAsync(now, default);

        public Task<Swept> SweepAsync(DateTimeOffset documentsBefore, DateTimeOffset mentionsBefore) =>
            database.Retention.SweepAsync(documentsBefore, mentionsBefore, default);

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
