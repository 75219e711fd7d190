using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Worker.Storing.Sqlite;
using SQLitePCL;

namespace Monitor.Worker.Tests.Storing;

public sealed class PreparedCommandTests : IDisposable
{
    private readonly PreparingConnection connection = new("Data Source=:memory:");

    public PreparedCommandTests()
    {
        connection.Open();
        connection.Handle!.enable_sqlite3_next_stmt(true);
        connection.Execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT)");
    }

    [Fact]
    public void A_text_stays_prepared_for_the_next_command()
    {
        const string text = "INSERT INTO words (word) VALUES (@Word)";

        foreach (var word in new[] { "one", "two" }) connection.Execute(text, new { Word = word });

        Assert.Single(Prepared(), text);
        Assert.Equal(["one", "two"], Words());
    }

    [Fact]
    public void Of_endless_many_texts_only_some_stay_prepared()
    {
        for (var number = 0; number < 400; number++) connection.Execute($"SELECT {number}");

        Assert.InRange(Prepared().Count, 1, 256);
    }

    [Fact]
    public void A_value_of_the_last_command_is_not_taken_for_the_next()
    {
        connection.Execute("INSERT INTO words (word) VALUES (@Word)", new { Word = "one" });

        Assert.Throws<InvalidOperationException>(() => connection.Execute("INSERT INTO words (word) VALUES (@Word)"));
        Assert.Equal(["one"], Words());
    }

    [Fact]
    public void Two_commands_of_one_text_do_not_disturb_each_other()
    {
        foreach (var word in new[] { "one", "two", "three" }) connection.Execute("INSERT INTO words (word) VALUES (@Word)", new { Word = word });

        var outer = connection.Query<string>("SELECT word FROM words ORDER BY id", buffered: false).Select(word => (word, Words().Count)).ToList();

        Assert.Equal([("one", 3), ("two", 3), ("three", 3)], outer);
    }

    [Fact]
    public void Lists_are_written_out_anew_for_every_number_of_values()
    {
        foreach (var word in new[] { "one", "two", "three" }) connection.Execute("INSERT INTO words (word) VALUES (@Word)", new { Word = word });

        foreach (int[] ids in new int[][] { [1], [1, 2], [3], [], [1, 2, 3] })
            Assert.Equal(ids.Length, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM words WHERE id IN @Ids", new { Ids = ids }));
    }

    [Fact]
    public void A_table_that_changed_meanwhile_is_no_obstacle()
    {
        const string text = "SELECT * FROM words";
        connection.Execute("INSERT INTO words (word) VALUES ('one')");
        Assert.Single(connection.Query(text));

        connection.Execute("ALTER TABLE words ADD COLUMN length INTEGER DEFAULT 3");

        Assert.Equal(3L, connection.QuerySingle(text).length);
    }

    [Fact]
    public void A_failed_command_can_be_run_again()
    {
        const string text = "INSERT INTO words (id, word) VALUES (@Id, 'one')";
        connection.Execute(text, new { Id = 1 });

        Assert.Throws<SqliteException>(() => connection.Execute(text, new { Id = 1 }));
        connection.Execute(text, new { Id = 2 });

        Assert.Equal(2, Words().Count);
    }

    public void Dispose() => connection.Dispose();

    private List<string> Prepared()
    {
        List<string> texts = [];
        for (var statement = raw.sqlite3_next_stmt(connection.Handle, null); statement is not null; statement = raw.sqlite3_next_stmt(connection.Handle, statement))
            texts.Add(raw.sqlite3_sql(statement).utf8_to_string());
        return texts;
    }

    private List<string> Words() => connection.Query<string>("SELECT word FROM words ORDER BY id").AsList();
}
