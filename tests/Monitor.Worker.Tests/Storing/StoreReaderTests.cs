using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Reading beside a process that works with the store.</summary>
public sealed class StoreReaderTests : IDisposable
{
    private static readonly VirtualClock Clock = new(Sample.Noon);

    private readonly ScratchFolder folder = new();

    [Fact]
    public async Task Reads_beside_the_process_that_holds_the_directory()
    {
        await using var database = await SqliteDatabase.OpenAsync(folder.Path, Clock, default);
        await database.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"))]), default);

        await using var reader = SqliteReader.Open(folder.Path);
        Assert.Single(await reader.Mentions.ListAsync(new MentionFilter(), default));
        await database.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("b"))]), default);

        Assert.Equal(2, (await reader.Mentions.ListAsync(new MentionFilter(), default)).Count);
    }

    [Fact]
    public async Task Neither_holds_the_directory_nor_leaves_anything_that_counts()
    {
        await FillAsync();

        await using (SqliteReader.Open(folder.Path))
            await (await SqliteDatabase.OpenAsync(folder.Path, Clock, default)).DisposeAsync();
        await using (var reader = SqliteReader.Open(folder.Path)) Assert.Single(await reader.Mentions.ListAsync(new MentionFilter(), default));

        await using var again = await SqliteDatabase.OpenAsync(folder.Path, Clock, default);
        Assert.DoesNotContain(again.Warnings, warning => warning.Contains("cleanly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reads_what_a_killed_process_left_in_its_log()
    {
        await using var database = await SqliteDatabase.OpenAsync(folder.Path, Clock, default);
        await database.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"))]), default);
        using var killed = folder.Snapshot();

        await using var reader = SqliteReader.Open(killed.Path);

        Assert.Single(await reader.Mentions.ListAsync(new MentionFilter(), default));
    }

    [Fact]
    public void Makes_nothing_where_nothing_is()
    {
        Assert.Contains("There is no database", Refused().Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("DELETE FROM schema_migrations WHERE version > 1", "older version")]
    [InlineData("INSERT INTO schema_migrations (version, name, applied) VALUES (99, 'x', 0)", "newer version")]
    [InlineData("PRAGMA application_id=1", "another program")]
    public async Task Refuses_what_it_cannot_read_rightly(string change, string problem)
    {
        await FillAsync();
        await using (var connection = new SqliteConnection($"Data Source={folder.File("monitor.db")};Pooling=false")) await connection.ExecuteAsync(change);

        Assert.Contains(problem, Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_no_database()
    {
        File.WriteAllText(folder.File("monitor.db"), new string('x', 200));
        Assert.Contains("is not a database", Refused().Message, StringComparison.Ordinal);

        File.WriteAllText(folder.File("monitor.db"), "");
        Assert.Contains("is empty", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indexes_what_was_stored_before_there_was_a_search()
    {
        var before = SqliteMigrations.Embedded.TakeWhile(step => step.Name != "search").ToList();
        await using (var old = await SqliteDatabase.OpenAsync(folder.Path, new SqliteMigrations(before, Clock), Clock, default))
            await InsertBareAsync(old.Connections);

        await using var database = await SqliteDatabase.OpenAsync(folder.Path, Clock, default);

        Assert.Equal(1_200, await FoundAsync(database.Reader));
    }

    [Fact]
    public async Task Indexes_what_was_stored_before_there_was_a_search_on_PostgreSQL_too()
    {
        await using var engine = new PostgresEngine();
        var before = PostgresMigrations.Embedded.TakeWhile(step => step.Name != "search").ToList();
        await using (var old = await engine.OpenAsync(Clock, new PostgresTerms { Migrations = before }))
            await InsertBareAsync(old.Connections);

        await using var database = await engine.OpenAsync(Clock);

        Assert.Equal(1_200, await FoundAsync(database.Reader));
    }

    [Fact]
    public async Task Reads_beside_the_nodes_of_PostgreSQL_and_refuses_an_older_schema()
    {
        await using var engine = new PostgresEngine();
        await using var node = await engine.OpenAsync(Clock);
        await node.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"))]), default);
        await using (var reader = await PostgresReader.OpenAsync(await PostgresServer.RequireAsync(), engine.Schema, TimeSpan.Zero, TimeProvider.System, default))
            Assert.Single(await reader.Mentions.ListAsync(new MentionFilter(), default));

        await PostgresServer.AskAsync<int>($"DELETE FROM {engine.Schema}.schema_migrations WHERE version > 1");

        var error = await Assert.ThrowsAsync<StoreException>(async () => await PostgresReader.OpenAsync(await PostgresServer.RequireAsync(), engine.Schema, TimeSpan.Zero, TimeProvider.System, default));
        Assert.Contains("older version", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private StoreException Refused() => Assert.Throws<StoreException>(() => SqliteReader.Open(folder.Path));

    private async Task FillAsync()
    {
        await using var database = await SqliteDatabase.OpenAsync(folder.Path, Clock, default);
        await database.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("a"))]), default);
    }

    private static async Task<int> FoundAsync(IMentionReader reader)
    {
        Assert.True(SearchText.TryParse("acme", out var text, out _));
        return (await reader.ListAsync(new MentionFilter(Limit: 5_000, Text: text), default)).Count;
    }

    // As the version before search wrote them.
    private static Task<int> InsertBareAsync(IStoreConnections connections) => connections.WriteAsync(
        async transaction =>
        {
            var key = transaction is Npgsql.NpgsqlTransaction ? ("source_key, ", "'d' || n, ") : ("", "");
            await transaction.ExecuteAsync("INSERT INTO sources (key, name, kind, part, last_attempt, failures, due) VALUES ('press', 'press', 'feed', '', 0, 0, 0)", null, default);
            await transaction.ExecuteAsync(
                $"""
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1200)
                INSERT INTO documents (source, source_id, {key.Item1}type, url, title, body, author_name, author_handle, author_url, language, tags, links, seen, listed, fingerprint)
                SELECT 1, 'd' || n, {key.Item2}'article', '', 'Acme', '', '', '', '', '', '[]', '[]', 0, 0, 0 FROM numbers
                """,
                null,
                default);
            await transaction.ExecuteAsync("INSERT INTO stories (key, mentions) SELECT source_id, 1 FROM documents ORDER BY id", null, default);
            return await transaction.ExecuteAsync("INSERT INTO mentions (document, story, arrival, seen) SELECT id, id, 'fresh', 0 FROM documents", null, default);
        },
        default);
}
