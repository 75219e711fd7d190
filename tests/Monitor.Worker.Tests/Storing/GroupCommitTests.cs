using System.Data.Common;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Tests.Storing;

public sealed class GroupCommitTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task What_came_to_wait_meanwhile_is_one_transaction()
    {
        await using var database = await OpenAsync();
        var first = await HoldAsync(database);
        var waiting = Enumerable.Range(1, 3).Select(number => WriteAsync(database, number)).ToList();
        Assert.All(waiting, write => Assert.False(write.IsCompleted));

        held.SetResult();

        var alone = await first;
        var together = await Task.WhenAll(waiting);
        Assert.Single(together.Distinct());
        Assert.NotSame(alone, together[0]);
        Assert.Equal([1, 2, 3], await NumbersAsync(database));
    }

    [Fact]
    public async Task The_failure_of_one_is_nobody_elses()
    {
        await using var database = await OpenAsync();
        var first = await HoldAsync(database);
        var before = WriteAsync(database, 1);
        var failing = database.Connections.WriteAsync<DbTransaction>(
            async transaction =>
            {
                await InsertAsync(transaction, 2);
                throw new InvalidOperationException("as it happens");
            },
            default);
        var after = WriteAsync(database, 3);

        held.SetResult();

        await Task.WhenAll(first, before, after);
        Assert.Equal("as it happens", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal([1, 3], await NumbersAsync(database));
    }

    [Fact]
    public async Task Who_gives_up_while_he_waits_has_written_nothing()
    {
        await using var database = await OpenAsync();
        using var patience = new CancellationTokenSource();
        var first = await HoldAsync(database);
        var impatient = database.Connections.WriteAsync(transaction => InsertAsync(transaction, 1), patience.Token);
        var other = WriteAsync(database, 2);
        await patience.CancelAsync();

        held.SetResult();

        await Task.WhenAll(first, other);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal([2], await NumbersAsync(database));
    }

    [Fact]
    public async Task An_answer_is_not_given_before_a_kill_would_leave_the_work_on_the_disk()
    {
        await using var database = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, 40).Select(number => WriteAsync(database, number)));

        using var left = folder.Snapshot();

        await using var again = await SqliteDatabase.OpenAsync(left.Path, new VirtualClock(Sample.Noon), default);
        Assert.Equal(40, (await NumbersAsync(again)).Count);
    }

    [Fact]
    public async Task What_waits_when_the_store_closes_is_written()
    {
        var database = await OpenAsync();
        var first = await HoldAsync(database);
        var last = WriteAsync(database, 1);
        var closing = database.DisposeAsync().AsTask();

        held.SetResult();

        await Task.WhenAll(first, last, closing);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => WriteAsync(database, 2));
        await using var again = await SqliteDatabase.OpenAsync(folder.Path, new VirtualClock(Sample.Noon), default);
        Assert.Equal([1], await NumbersAsync(again));
    }

    public void Dispose() => folder.Dispose();

    private async Task<SqliteDatabase> OpenAsync()
    {
        var database = await SqliteDatabase.OpenAsync(folder.Path, new VirtualClock(Sample.Noon), default);
        await database.Connections.WriteAsync(transaction => transaction.ExecuteAsync("CREATE TABLE numbers (number INTEGER)", null, default), default);
        return database;
    }

    /// <summary>Keeps the writer busy until <see cref="held"/>.</summary>
    private async Task<Task<DbTransaction>> HoldAsync(SqliteDatabase database)
    {
        var write = database.Connections.WriteAsync(
            async transaction =>
            {
                begun.TrySetResult();
                await held.Task;
                return transaction;
            },
            default);
        await begun.Task;
        return write;
    }

    private static Task<DbTransaction> WriteAsync(SqliteDatabase database, int number) =>
        database.Connections.WriteAsync(
            async transaction =>
            {
                await InsertAsync(transaction, number);
                return transaction;
            },
            default);

    private static Task<int> InsertAsync(DbTransaction transaction, int number) =>
        transaction.ExecuteAsync("INSERT INTO numbers VALUES (@number)", new { number }, default);

    private static Task<List<int>> NumbersAsync(SqliteDatabase database) =>
        database.Connections.ReadAsync(transaction => transaction.ListAsync<int>("SELECT number FROM numbers ORDER BY number", null, default), default);
}
