using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Tests.Storing;

/// <summary>What is SQLite's own: the file, its lock, its damage and its schema.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly VirtualClock Clock = new(Sample.Noon);

    private readonly ScratchFolder folder = new();

    [Fact]
    public async Task Leaves_one_whole_file_after_a_clean_end()
    {
        await using (var database = await OpenAsync(folder))
        {
            await database.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default);
            Assert.True(File.Exists(folder.File("monitor.db-wal")));
        }

        Assert.False(File.Exists(folder.File("monitor.db-wal")));
        Assert.Equal(1, Ask<int>("SELECT COUNT(*) FROM documents"));
    }

    [Fact]
    public async Task Syncs_every_commit()
    {
        await using var database = await OpenAsync(folder);

        var (journal, synchronous, foreignKeys) = await database.Connections.WriteAsync(
            async transaction => (
                await transaction.ScalarAsync<string>("PRAGMA journal_mode", null, default),
                await transaction.ScalarAsync<int>("PRAGMA synchronous", null, default),
                await transaction.ScalarAsync<int>("PRAGMA foreign_keys", null, default)),
            default);

        Assert.Equal(("wal", 2, 1), (journal, synchronous, foreignKeys));
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await using var database = await OpenAsync(folder);

        var error = await Assert.ThrowsAsync<StoreException>(() => database.Connections.ReadAsync(transaction => transaction.ExecuteAsync("DELETE FROM documents", null, default), default));

        Assert.Equal(StoreFault.Refused, error.Fault);
    }

    [Fact]
    public async Task Refuses_a_second_opening_and_says_who_holds_the_directory()
    {
        await using (await OpenAsync(folder))
        {
            var error = await RefusedAsync();
            Assert.Contains($"(pid {Environment.ProcessId})", error.Message, StringComparison.Ordinal);
            Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        }

        await using var again = await OpenAsync(folder);
    }

    [Fact]
    public async Task The_lock_of_a_process_that_was_killed_is_no_hindrance()
    {
        await File.WriteAllTextAsync(folder.File("monitor.lock"), "");
        await File.WriteAllTextAsync(folder.File("monitor.pid"), "4711");

        await using var database = await OpenAsync(folder);
    }

    [Fact]
    public async Task Refuses_a_directory_that_cannot_be_written()
    {
        await File.WriteAllTextAsync(folder.File("file"), "");

        var error = await Assert.ThrowsAsync<StoreException>(() => SqliteDatabase.OpenAsync(folder.File("file"), Clock, default));

        Assert.Equal(StoreFault.Refused, error.Fault);
        Assert.Contains(folder.File("file"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("This is no database at all, though it is long enough to have a header of one hundred bytes or more than that.", "is not a database")]
    public async Task Refuses_a_file_that_is_no_database_and_leaves_it(string content, string problem)
    {
        await File.WriteAllTextAsync(folder.File("monitor.db"), content);

        var error = await RefusedAsync();

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(folder.File("monitor.db")));
    }

    [Fact]
    public async Task Refuses_another_programs_database()
    {
        await using (var other = new SqliteConnection($"Data Source={folder.File("monitor.db")};Pooling=false")) await other.ExecuteAsync("CREATE TABLE things (id INTEGER)");

        Assert.Contains("another program", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_truncated_database()
    {
        await FillAsync();
        await using (var file = File.OpenWrite(folder.File("monitor.db"))) file.SetLength(file.Length / 2);

        Assert.Contains("damaged", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_damaged_page_after_an_unclean_end()
    {
        await FillAsync();
        await using var database = await OpenAsync(folder);
        await database.Mentions.SaveAsync(Sample.Haul(Sample.Document("last")), default);
        using var killed = folder.Snapshot();
        await using (var file = File.OpenWrite(killed.File("monitor.db")))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[8192]);
        }

        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(killed));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_log_whose_database_is_gone()
    {
        await File.WriteAllTextAsync(folder.File("monitor.db-wal"), "frames");

        Assert.Contains("is missing", (await RefusedAsync()).Message, StringComparison.Ordinal);
        Assert.Equal("frames", await File.ReadAllTextAsync(folder.File("monitor.db-wal")));
    }

    [Fact]
    public async Task Begins_anew_after_a_creation_that_was_killed()
    {
        await File.WriteAllTextAsync(folder.File("monitor.db.new"), "half a database");
        await File.WriteAllTextAsync(folder.File("monitor.db.new-wal"), "half a log");

        await using var database = await OpenAsync(folder);

        Assert.Equal(1, (await database.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default)).Documents);
        Assert.False(File.Exists(folder.File("monitor.db.new")));
    }

    [Fact]
    public async Task Refuses_a_schema_from_the_future()
    {
        await FillAsync();
        Ask<int>("INSERT INTO schema_migrations (version, name, applied) VALUES (9000, 'tomorrow', 0) RETURNING 1");

        var error = await RefusedAsync();

        Assert.Contains("9000", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_breaks_off_leaves_nothing_and_completes_the_next_time()
    {
        await FillAsync();
        Migration Next(string script) => new(SqliteMigrations.Embedded.Count + 1, "next", script);
        const string Begun = "ALTER TABLE documents ADD COLUMN mood TEXT; UPDATE documents SET mood = 'calm';";
        await Assert.ThrowsAsync<StoreException>(() => OpenAsync(folder, Next($"{Begun} UPDATE nowhere SET mood = 'calm'")));
        Assert.Equal(0, Ask<int>("SELECT COUNT(*) FROM pragma_table_info('documents') WHERE name = 'mood'"));

        await using (await OpenAsync(folder, Next(Begun)))
        {
        }

        Assert.Equal("calm", Ask<string>("SELECT DISTINCT mood FROM documents"));
        Assert.Equal(SqliteMigrations.Embedded.Count + 1, Ask<int>("SELECT MAX(version) FROM schema_migrations"));
    }

    [Fact]
    public async Task What_a_killed_process_committed_is_there_and_whole()
    {
        await using var database = await OpenAsync(folder);
        await database.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack), default);
        var lost = (await database.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;
        using var killed = folder.Snapshot();

        await using var next = await OpenAsync(killed);
        Assert.Equal(1, await next.AbandonLeasesAsync(Sample.Noon, default));
        var found = (await next.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default))!;

        Assert.Equal((lost.Id, true), (found.Id, found.Uncertain));
        Assert.Equal("ok", await IntegrityAsync(next));
    }

    [Fact]
    public async Task A_log_cut_off_anywhere_gives_a_prefix_of_the_saves()
    {
        await using var database = await OpenAsync(folder);
        for (var haul = 0; haul < 8; haul++) await database.Mentions.SaveAsync(Sample.Alerts([$"{haul}-a", $"{haul}-b"], Sample.Slack), default);
        var length = new FileInfo(folder.File("monitor.db-wal")).Length;
        HashSet<int> seen = [];

        for (var cut = 0; cut <= 24; cut++)
        {
            using var killed = folder.Snapshot();
            await using (var log = File.OpenWrite(killed.File("monitor.db-wal"))) log.SetLength(length * cut / 24);
            await using var next = await OpenAsync(killed);
            var ids = (await next.Reader.ListAsync(new MentionFilter(), default)).Select(stored => stored.Mention.Document.Id).Reverse().ToList();
            Assert.Equal(Enumerable.Range(0, ids.Count / 2).SelectMany(haul => (string[])[$"{haul}-a", $"{haul}-b"]), ids);
            Assert.Equal("ok", await IntegrityAsync(next));
            seen.Add(ids.Count);
        }

        Assert.Contains(16, seen);
        Assert.True(seen.Count > 3);
    }

    [Fact]
    public async Task A_full_disk_stores_nothing_and_work_goes_on_when_there_is_room()
    {
        await using var database = await OpenAsync(folder);
        await LimitAsync(database, await database.Connections.WriteAsync(transaction => transaction.ScalarAsync<int>("PRAGMA page_count", null, default), default));
        var haul = Sample.Haul([.. Enumerable.Range(0, 200).Select(number => Sample.Document($"{number}") with { Body = new string('x', 5_000) })]);

        var error = await Assert.ThrowsAsync<StoreException>(() => database.Mentions.SaveAsync(haul, default));
        Assert.Equal(StoreFault.Unavailable, error.Fault);
        Assert.Contains("no space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(SourceMemory.None(Sample.Press), await database.Mentions.RecallAsync(Sample.Press, default));

        await LimitAsync(database, 1_000_000);
        Assert.Equal(200, (await database.Mentions.SaveAsync(haul, default)).Documents);
    }

    [Theory]
    [InlineData(5, StoreFault.Unavailable, "locked")]
    [InlineData(8, StoreFault.Refused, "cannot be written by user")]
    [InlineData(10, StoreFault.Unavailable, "Look at the disk")]
    [InlineData(11, StoreFault.Refused, "Restore it from a backup")]
    [InlineData(13, StoreFault.Unavailable, "Make room")]
    [InlineData(1, StoreFault.Unavailable, "said no")]
    public void Says_what_is_wrong_where_and_how_to_mend_it(int code, StoreFault fault, string phrase)
    {
        var error = SqliteFaults.Explain(new SqliteException("said no", code), "/data/monitor.db");

        Assert.Equal(fault, error.Fault);
        Assert.Contains(phrase, error.Message, StringComparison.Ordinal);
        Assert.Contains("/data/monitor.db", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.50.4", true)]
    [InlineData("3.50.7", false)]
    [InlineData("3.51.2", true)]
    [InlineData("3.51.3", false)]
    [InlineData("3.44.6", false)]
    [InlineData("3.45.0", true)]
    [InlineData("4.0.0", false)]
    public void Warns_of_a_sqlite_with_the_wal_reset_bug(string version, bool warned) =>
        Assert.Equal(warned, SqliteVersion.Warning(version) is not null);

    public void Dispose() => folder.Dispose();

    private static Task<SqliteDatabase> OpenAsync(ScratchFolder where, params Migration[] further) =>
        SqliteDatabase.OpenAsync(where.Path, new SqliteMigrations([.. SqliteMigrations.Embedded, .. further], Clock), Clock, TestContext.Current.CancellationToken);

    private static Task<string?> IntegrityAsync(SqliteDatabase database) =>
        database.Connections.WriteAsync(transaction => transaction.ScalarAsync<string>("PRAGMA integrity_check", null, default), default);

    private static Task LimitAsync(SqliteDatabase database, int pages) =>
        database.Connections.WriteAsync(transaction => transaction.ScalarAsync<int>($"PRAGMA max_page_count={pages}", null, default), default);

    private async Task<StoreException> RefusedAsync()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(folder));
        Assert.Equal(StoreFault.Refused, error.Fault);
        return error;
    }

    private async Task FillAsync()
    {
        await using var database = await OpenAsync(folder);
        await database.Mentions.SaveAsync(Sample.Haul([.. Enumerable.Range(0, 500).Select(number => Sample.Document($"{number}"))]), default);
    }

    private T? Ask<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("monitor.db")};Pooling=false");
        return connection.ExecuteScalar<T>(sql);
    }
}
