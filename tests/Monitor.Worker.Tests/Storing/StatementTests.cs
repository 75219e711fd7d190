using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Tests.Storing;

public sealed class StatementTests : IDisposable
{
    private const string Insert = "INSERT INTO words (word, number) VALUES (@word, @number) ON CONFLICT (word) DO NOTHING RETURNING id";

    private readonly PreparingConnection connection = new("Data Source=:memory:");
    private readonly SqliteTransaction transaction;

    public StatementTests()
    {
        connection.Open();
        connection.Execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE, number INTEGER CHECK (number <> 13))");
        transaction = connection.BeginTransaction();
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(null, 0L)]
    [InlineData("été 🚀", long.MinValue)]
    public void Values_come_back_as_they_were(string? word, long? number)
    {
        using (var insert = new Statement(transaction, Insert)) Assert.Equal(1, insert.Return(word, number));

        Assert.Equal((word, number), connection.QuerySingle<(string?, long?)>("SELECT word, number FROM words", transaction: transaction));
    }

    [Fact]
    public void Says_whether_a_row_was_written()
    {
        using var insert = new Statement(transaction, Insert);

        Assert.True(insert.Execute("one", 1));
        Assert.False(insert.Execute("one", 2));
        Assert.Null(insert.Return("one", 3));
        Assert.Equal(2, insert.Return("two", 4));
    }

    [Fact]
    public void What_fails_is_told_and_leaves_the_next_row_alone()
    {
        using var insert = new Statement(transaction, Insert);

        Assert.Contains("CHECK", Assert.Throws<SqliteException>(() => insert.Return("one", 13)).Message, StringComparison.Ordinal);
        Assert.Equal(1, insert.Return("one", 1));
    }

    [Fact]
    public void Of_the_same_text_two_run_beside_each_other()
    {
        using var one = new Statement(transaction, Insert);
        using var other = new Statement(transaction, Insert);

        Assert.Equal(1, one.Return("one", 1));
        Assert.Equal(2, other.Return("two", 2));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(null, 0L)]
    [InlineData("été 🚀", long.MinValue)]
    public void A_row_that_is_found_is_read_as_it_was_written(string? word, long? number)
    {
        using (var insert = new Statement(transaction, Insert)) insert.Execute(word, number);
        using var select = new Statement(transaction, "SELECT word, number FROM words WHERE id = @id");

        Assert.True(select.Find(1));
        Assert.Equal((word, number), (select.Text(0), select.Number(1)));
    }

    [Fact]
    public void Whoever_looks_next_finds_his_own_row_or_none()
    {
        const string byWord = "SELECT number FROM words WHERE word = @word";
        using (var insert = new Statement(transaction, Insert)) insert.Execute("one", 1);

        using (var first = new Statement(transaction, byWord)) Assert.True(first.Find("one"));
        using (var second = new Statement(transaction, byWord)) Assert.False(second.Find("two"));
    }

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }
}
