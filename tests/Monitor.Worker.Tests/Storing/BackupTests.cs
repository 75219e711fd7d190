using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Backups are made while the service writes; restores change nothing before the backup has proved good.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly VirtualClock Clock = new(Sample.Noon);

    private readonly ScratchFolder folder = new();
    private readonly string data;
    private readonly string backup;

    public BackupTests()
    {
        data = folder.File("data");
        backup = folder.File("backup.db");
    }

    [Fact]
    public async Task Is_one_state_of_a_store_that_is_written_meanwhile()
    {
        await using var database = await OpenAsync();
        await SaveAsync(database, 0, 3_000);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (var batch = 3_000; !stop.IsCancellationRequested; batch += 20) await SaveAsync(database, batch, 20);
            },
            default);

        for (var round = 0; round < 5; round++)
        {
            await Task.Run(() => SqliteBackup.Write(data, backup, force: true, null, default), default);
            Assert.Equal(0, Ask<int>("SELECT (SELECT COUNT(*) FROM mentions) % 20"));
            Assert.Equal(Ask<int>("SELECT COUNT(*) FROM mentions"), Ask<int>("SELECT COUNT(*) FROM search WHERE search MATCH 'acme'"));
        }

        await stop.CancelAsync();
        await writing;
        Assert.Equal(["backup.db", "data"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Comes_back_whole_and_keeps_what_it_replaces()
    {
        await using (var database = await OpenAsync())
        {
            await database.Mentions.SaveAsync(Sample.Alerts(["a", "b"], Sample.Slack), default);
            SqliteBackup.Write(data, backup, force: false, null, default);
            await SaveAsync(database, 0, 10);
        }

        var restored = Restore();

        Assert.Equal($"{SqliteFile.In(data)}.replaced-20260302T120000Z", restored.Aside);
        Assert.Equal(12, Ask<int>("SELECT COUNT(*) FROM mentions", restored.Aside));
        await using var again = await OpenAsync();
        Assert.Equal(2, (await again.Reader.ListAsync(new MentionFilter(), default)).Count);
        Assert.NotNull(await again.Outbox.LeaseAsync(Sample.Slack, Sample.Terms(), default));
        Assert.Equal(["a", "b"], (await again.Mentions.UnknownAsync(Sample.Forum, ["a", "b"], default)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Restores_into_a_directory_that_holds_nothing_yet()
    {
        await (await OpenAsync()).DisposeAsync();
        SqliteBackup.Write(data, backup, force: false, null, default);
        Directory.Delete(data, recursive: true);

        Assert.Null(Restore().Aside);
        Assert.True(File.Exists(SqliteFile.In(data)));
    }

    [Fact]
    public async Task A_log_left_by_a_kill_goes_aside_with_its_database()
    {
        await using var database = await OpenAsync();
        SqliteBackup.Write(data, backup, force: false, null, default);
        await SaveAsync(database, 0, 10);
        using var killed = CopyOfData();

        var restored = Restore(killed.Path);

        Assert.True(File.Exists($"{restored.Aside}-wal"));
        Assert.Equal(10, Ask<int>("SELECT COUNT(*) FROM mentions", restored.Aside));
        await using var again = await SqliteDatabase.OpenAsync(killed.Path, Clock, default);
        Assert.Empty(await again.Reader.ListAsync(new MentionFilter(), default));
    }

    [Fact]
    public async Task A_restore_that_was_killed_half_way_ends_with_the_next_start()
    {
        await using (var database = await OpenAsync()) await SaveAsync(database, 0, 10);
        SqliteBackup.Write(data, backup, force: false, null, default);
        await using (var database = await OpenAsync()) await SaveAsync(database, 10, 10);
        File.Move(SqliteFile.In(data), $"{SqliteFile.In(data)}.replaced-20260302T120000Z");
        File.Copy(backup, SqliteFile.RestoredOf(SqliteFile.In(data)));

        await using var again = await OpenAsync();

        Assert.Equal(10, (await again.Reader.ListAsync(new MentionFilter(), default)).Count);
    }

    [Fact]
    public async Task Brings_an_older_schema_up_to_date_once()
    {
        var first = new SqliteMigrations([SqliteMigrations.Embedded[0]], Clock);
        await (await SqliteDatabase.OpenAsync(data, first, Clock, default)).DisposeAsync();
        SqliteBackup.Write(data, backup, force: false, null, default);

        var restored = Restore();

        Assert.Equal((1, SqliteMigrations.Embedded.Count), (restored.From, restored.To));
        Assert.Equal(SqliteMigrations.Embedded.Count, Ask<int>("SELECT COUNT(*) FROM schema_migrations", SqliteFile.In(data)));
        Assert.Equal((restored.To, restored.To), (Restore(file: SqliteFile.In(Moved())).From, SqliteMigrations.Embedded.Count));
    }

    [Fact]
    public async Task Refuses_while_the_service_holds_the_store()
    {
        await using var database = await OpenAsync();
        SqliteBackup.Write(data, backup, force: false, null, default);

        Assert.Contains("is working in", Refused().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRAGMA application_id=7", "another program")]
    [InlineData("INSERT INTO schema_migrations (version, name, applied) VALUES (99, 'x', 0)", "newer version")]
    [InlineData("DROP TABLE schema_migrations", "no schema")]
    [InlineData("PRAGMA foreign_keys=OFF; INSERT INTO coverage (source, starts, ends) VALUES (77, 0, 1)", "damaged")]
    public async Task Refuses_what_is_no_backup_of_ours_and_changes_nothing(string change, string problem)
    {
        await using (var database = await OpenAsync()) await SaveAsync(database, 0, 10);
        SqliteBackup.Write(data, backup, force: false, null, default);
        await using (var connection = Connect(backup)) await connection.ExecuteAsync(change);
        await RefusesAndChangesNothingAsync(problem);
    }

    [Theory]
    [InlineData("empty", "is empty")]
    [InlineData("text", "damaged or no database")]
    [InlineData("truncated", "damaged")]
    [InlineData("page", "damaged")]
    [InlineData("missing", "There is no file")]
    public async Task Refuses_a_damaged_backup_and_changes_nothing(string damage, string problem)
    {
        await using (var database = await OpenAsync()) await SaveAsync(database, 0, 2_000);
        SqliteBackup.Write(data, backup, force: false, null, default);
        await DamageAsync(damage);
        await RefusesAndChangesNothingAsync(problem);
    }

    [Fact]
    public async Task Never_writes_over_what_is_there_unless_told()
    {
        await using var database = await OpenAsync();
        await File.WriteAllTextAsync(backup, "precious");

        foreach (var target in (string[])[backup, SqliteFile.In(data), data, folder.File("nowhere/backup.db")])
            Assert.Throws<StoreException>(() => SqliteBackup.Write(data, target, force: target != backup, null, default));

        Assert.Equal("precious", await File.ReadAllTextAsync(backup));
        SqliteBackup.Write(data, backup, force: true, null, default);
        Assert.Equal(0, Ask<int>("SELECT COUNT(*) FROM mentions"));
    }

    [Fact]
    public async Task Leaves_nothing_when_broken_off()
    {
        await using var database = await OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => SqliteBackup.Write(data, backup, force: false, null, cancelled.Token));

        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    public void Dispose() => folder.Dispose();

    private Task<SqliteDatabase> OpenAsync() => SqliteDatabase.OpenAsync(data, Clock, default);

    private Restored Restore(string? into = null, string? file = null) =>
        new SqliteRestore(into ?? data, new SqliteMigrations(SqliteMigrations.Embedded, Clock), Clock).Run(file ?? backup, null, default);

    private StoreException Refused() => Assert.Throws<StoreException>(() => Restore());

    private async Task RefusesAndChangesNothingAsync(string problem)
    {
        var before = await File.ReadAllBytesAsync(SqliteFile.In(data));

        var refused = Refused().Message;
        Assert.Contains(problem, refused, StringComparison.Ordinal);

        // Of the backup, and with a mend that is one for a backup.
        Assert.Contains(backup, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("data directory", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("-wal", refused, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(SqliteFile.In(data)));
        Assert.Equal(["monitor.db", "monitor.lock", "monitor.pid"], Directory.EnumerateFiles(data).Select(Path.GetFileName).Where(IsKept).Order(StringComparer.Ordinal));
    }

    // Whoever only reads may not take the shared memory and the empty log of WAL mode away.
    private static bool IsKept(string? name) => name is not ("monitor.db-shm" or "monitor.db-wal");

    private async Task DamageAsync(string damage)
    {
        if (damage == "missing") File.Delete(backup);
        if (damage == "empty") await File.WriteAllTextAsync(backup, "");
        if (damage == "text") await File.WriteAllTextAsync(backup, new string('x', 5_000));
        if (damage is not ("truncated" or "page")) return;
        await using var file = File.OpenWrite(backup);
        if (damage == "truncated") file.SetLength(file.Length / 2);
        file.Position = file.Length / 2;
        if (damage == "page") file.Write(new byte[8192]);
    }

    private string Moved()
    {
        var moved = Directory.CreateDirectory(folder.File("moved")).FullName;
        File.Move(SqliteFile.In(data), SqliteFile.In(moved));
        return moved;
    }

    private ScratchFolder CopyOfData()
    {
        var copy = new ScratchFolder();
        foreach (var name in (string[])["monitor.db", "monitor.db-wal"]) File.Copy(Path.Combine(data, name), copy.File(name));
        return copy;
    }

    private static Task<Saved> SaveAsync(SqliteDatabase database, int first, int count) =>
        database.Mentions.SaveAsync(Sample.Haul([.. Enumerable.Range(first, count).Select(number => Sample.Mention(Sample.Document($"m{number}")))]), default);

    private T? Ask<T>(string sql, string? file = null)
    {
        using var connection = Connect(file ?? backup);
        return connection.ExecuteScalar<T>(sql);
    }

    private static SqliteConnection Connect(string file) => new($"Data Source={file};Pooling=false;Foreign Keys=False");
}
