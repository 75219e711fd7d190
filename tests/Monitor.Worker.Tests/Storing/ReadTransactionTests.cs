using Dapper;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;
using SQLitePCL;

namespace Monitor.Worker.Tests.Storing;

public sealed class ReadTransactionTests : IDisposable
{
    private const string Count = "SELECT COUNT(*) FROM words";

    private readonly ScratchFolder folder = new();
    private readonly PreparingConnection writer;
    private readonly PreparingConnection reader;

    public ReadTransactionTests()
    {
        var path = Path.Combine(folder.Path, "words.db");
        writer = SqliteFile.Connect(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWriteCreate);
        writer.Execute("PRAGMA journal_mode=WAL; CREATE TABLE words (word TEXT)");
        reader = new SqliteFile(path).OpenReader();
    }

    [Fact]
    public async Task Sees_one_state_from_its_first_question_to_its_end()
    {
        await using (var transaction = new ReadTransaction(reader))
        {
            Assert.Equal(0, await transaction.ScalarAsync<long>(Count, null, TestContext.Current.CancellationToken));
            await writer.ExecuteAsync("INSERT INTO words VALUES ('one')");
            using var select = new Statement(transaction, Count);
            Assert.True(select.Find());
            Assert.Equal(0, select.Number(0));
        }

        await using var next = new ReadTransaction(reader);
        Assert.Equal(1, await next.ScalarAsync<long>(Count, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Holds_nothing_once_it_has_ended()
    {
        await using (var transaction = new ReadTransaction(reader)) await transaction.ScalarAsync<long>(Count, null, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, raw.sqlite3_get_autocommit(reader.Handle!));
        await writer.ExecuteAsync("INSERT INTO words VALUES ('one')");
        Assert.Equal(0, await writer.QuerySingleAsync<long>("PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    [Fact]
    public async Task Ends_quietly_when_SQLite_has_ended_it()
    {
        await using (new ReadTransaction(reader)) await reader.ExecuteAsync("ROLLBACK");

        await using var next = new ReadTransaction(reader);
        Assert.Equal(0, await next.ScalarAsync<long>(Count, null, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        reader.Dispose();
        writer.Dispose();
        folder.Dispose();
    }
}
