using Monitor.Testing;
using Monitor.Worker.Commands;
using Monitor.Worker.Storing.Sqlite;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Commands;

/// <summary><c>migrate</c>, <c>backup</c> and <c>restore</c> as an operator sees them.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly VirtualClock clock = new(Sample.Noon);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_is_pending_brings_it_up_to_date_and_says_so()
    {
        var context = await ContextAsync();
        await (await SqliteDatabase.OpenAsync(folder.File("data"), new SqliteMigrations([SqliteMigrations.Embedded[0]], clock), clock, Cancellation)).DisposeAsync();

        Assert.Equal(1, await MigrateCommand.RunAsync(context, checkOnly: true, Cancellation));
        Assert.Contains("0005 search", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await MigrateCommand.RunAsync(context, checkOnly: false, Cancellation));
        Assert.Contains($"schema 1 → {SqliteMigrations.Embedded.Count}.", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await MigrateCommand.RunAsync(context, checkOnly: true, Cancellation));
        Assert.Equal(0, await MigrateCommand.RunAsync(context, checkOnly: false, Cancellation));
        Assert.Contains("is up to date", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_beside_the_service_but_does_not_migrate_there()
    {
        var context = await ContextAsync();
        Assert.Equal(1, await MigrateCommand.RunAsync(context, checkOnly: true, Cancellation));
        Assert.False(Directory.Exists(folder.File("data")));

        await using var service = await SqliteDatabase.OpenAsync(folder.File("data"), clock, Cancellation);

        Assert.Equal(0, await MigrateCommand.RunAsync(context, checkOnly: true, Cancellation));
        Assert.Equal(3, await MigrateCommand.RunAsync(context, checkOnly: false, Cancellation));
        Assert.Contains("is working in", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backs_up_and_restores_with_a_sentence_each()
    {
        var context = await ContextAsync();
        await (await SqliteDatabase.OpenAsync(folder.File("data"), clock, Cancellation)).DisposeAsync();
        var file = folder.File("backup.db");

        Assert.Equal(0, await BackupCommand.BackupAsync(context, file, force: false, Cancellation));
        Assert.Equal(3, await BackupCommand.BackupAsync(context, file, force: false, Cancellation));
        Assert.Equal(0, await BackupCommand.RestoreAsync(context, file, Cancellation));

        Assert.Contains("bytes, checked.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("is kept as", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("--force", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_tools_of_PostgreSQL_without_the_password()
    {
        var context = await ContextAsync("""
            , "Store": { "Engine": "postgres", "Schema": "brands", "ConnectionString": "Host=db.example.org;Port=5433;Database=it's;Username=ann;Password=made-up" }
            """);

        Assert.Equal(2, await BackupCommand.BackupAsync(context, "my backup", force: false, Cancellation));
        Assert.Equal(2, await BackupCommand.RestoreAsync(context, "backup", Cancellation));

        Assert.Contains(@"pg_dump --format=custom --schema=brands --host=db.example.org --port=5433 --username=ann --dbname='it'\''s' --file='my backup'", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(@"pg_restore --clean --if-exists --single-transaction --host=db.example.org --port=5433 --username=ann --dbname='it'\''s' backup", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("made-up", errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        folder.Dispose();
    }

    private async Task<CommandContext> ContextAsync(string more = "")
    {
        await File.WriteAllTextAsync(folder.File("appsettings.json"), $$"""{ "Monitor": { "DataDirectory": "data"{{more}} } }""", Cancellation);
        return new CommandContext(folder.File("appsettings.json"), "error", clock, output, errors);
    }
}
