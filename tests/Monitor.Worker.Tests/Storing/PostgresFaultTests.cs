using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Npgsql;

namespace Monitor.Worker.Tests.Storing;

/// <summary>What goes wrong with a database server, and what is said of it.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly VirtualClock Clock = new(Sample.Noon);
    private static readonly PostgresTerms Quick = new() { AtStart = TimeSpan.FromMilliseconds(200), AtWork = TimeSpan.FromMilliseconds(200) };

    private readonly PostgresEngine engine = new();
    private readonly string role = $"role_{Guid.NewGuid():N}";
    private string server = "";

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.RequireAsync();
        await PostgresServer.AskAsync<int>($"CREATE ROLE {role} LOGIN PASSWORD 'right'");
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        await PostgresServer.AskAsync<int>($"DROP OWNED BY {role} CASCADE; DROP ROLE {role}");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_being_told()
    {
        var error = await RefusedAsync(With(role, "wrong-and-secret"));

        Says(error, role, "password", "Store:ConnectionString");
        Assert.DoesNotContain("wrong-and-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_password_is_said() =>
        Says(await RefusedAsync(new NpgsqlConnectionStringBuilder(server) { Password = null }.ToString()), "wants a password", "ConnectionStringFile");

    [Fact]
    public async Task A_missing_database_is_said() =>
        Says(await RefusedAsync(new NpgsqlConnectionStringBuilder(server) { Database = "nowhere" }.ToString()), "no such database", "database nowhere", "CREATE DATABASE");

    [Fact]
    public async Task A_server_without_TLS_is_refused_at_once_where_TLS_is_asked_for()
    {
        Assert.SkipUnless(await PostgresServer.AskAsync<string>("SHOW ssl") == "off", "The server has TLS.");
        var error = await Assert.ThrowsAsync<StoreException>(() => engine.OpenAsync(Clock, new PostgresTerms { Clock = LeaseClock.Caller, Pauses = Clock }, address: $"{server};SSL Mode=Require"));

        Assert.Equal(StoreFault.Refused, error.Fault);
        Says(error, "offers no TLS", "SSL Mode");
    }

    [Fact]
    public void A_certificate_that_does_not_hold_is_refused()
    {
        var handshake = new NpgsqlException("Exception while performing SSL handshake", new System.Security.Authentication.AuthenticationException("The remote certificate is invalid."));

        Assert.False(PostgresFaults.MayPass(handshake));
        Says(PostgresFaults.Explain(handshake, PostgresAddress.Of("Host=db.example.org;Username=ann", "acme")), "The remote certificate is invalid. Name", "Root Certificate");
    }

    [Fact]
    public async Task A_role_without_rights_is_told_which() =>
        Says(await RefusedAsync(With(role, "right")), role, "permission denied", $"CREATE SCHEMA {engine.Schema} AUTHORIZATION {role}");

    [Fact]
    public async Task A_role_that_owns_but_its_schema_is_enough()
    {
        await PostgresServer.AskAsync<int>($"CREATE SCHEMA {engine.Schema} AUTHORIZATION {role}");

        await using var store = await OpenAsync(With(role, "right"));

        Assert.Equal(1, (await store.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default)).Documents);
    }

    [Fact]
    public async Task A_schema_of_another_program_is_left_alone()
    {
        await PostgresServer.AskAsync<int>($"CREATE SCHEMA {engine.Schema}; CREATE TABLE {engine.Schema}.schema_migrations (version TEXT)");

        Says(await RefusedAsync(server), "another program's tables", engine.Schema, "Store:Schema");
    }

    [Fact]
    public async Task A_schema_from_the_future_is_refused()
    {
        await (await OpenAsync(server)).DisposeAsync();
        await PostgresServer.AskAsync<int>($"INSERT INTO {engine.Schema}.schema_migrations (version, name, applied) VALUES (9000, 'tomorrow', 0)");

        Says(await RefusedAsync(server), "9000", "newer version");
    }

    [Fact]
    public async Task A_data_directory_of_another_installation_is_refused()
    {
        using var home = new ScratchFolder();
        await using var other = new PostgresEngine();
        await (await other.OpenAsync(Clock, Quick, home.Path)).DisposeAsync();

        var error = await Assert.ThrowsAsync<StoreException>(() => engine.OpenAsync(Clock, Quick, home.Path));

        Assert.Equal(StoreFault.Refused, error.Fault);
        Says(error, "belongs to installation", home.File("monitor.node"));
    }

    [Fact]
    public async Task Two_processes_do_not_share_a_data_directory()
    {
        await using var store = await OpenAsync(server);

        Says(await RefusedAsync(server), "Another process", "another data directory");
    }

    [Fact]
    public async Task A_migration_that_breaks_off_leaves_nothing_and_completes_the_next_time()
    {
        Migration Next(string script) => new(PostgresMigrations.Embedded.Count + 1, "next", script);
        PostgresTerms With(string script) => Quick with { Migrations = [.. PostgresMigrations.Embedded, Next(script)] };
        await Assert.ThrowsAsync<StoreException>(() => engine.OpenAsync(Clock, With("ALTER TABLE documents ADD COLUMN mood TEXT; UPDATE nowhere SET mood = 'calm'")));

        await using var store = await engine.OpenAsync(Clock, With("ALTER TABLE documents ADD COLUMN mood TEXT"));

        Assert.Equal(PostgresMigrations.Embedded.Count + 1, await PostgresServer.AskAsync<int>($"SELECT MAX(version) FROM {engine.Schema}.schema_migrations"));
    }

    [Fact]
    public async Task A_server_that_is_away_is_unavailable()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync("Host=127.0.0.1;Port=1;Database=monitor;Username=monitor;Password=made-up"));

        Assert.Equal(StoreFault.Unavailable, error.Fault);
        Says(error, "127.0.0.1:1", "does not answer", ". Look at the server");
        Assert.DoesNotContain("made-up", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_a_free_connection_is_unavailable()
    {
        await PostgresServer.AskAsync<int>($"CREATE SCHEMA {engine.Schema} AUTHORIZATION {role}; ALTER ROLE {role} CONNECTION LIMIT 0");

        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(With(role, "right")));

        Assert.Equal(StoreFault.Unavailable, error.Fault);
        Says(error, "no connection left", "Maximum Pool Size");
    }

    [Fact]
    public async Task Connections_that_the_server_broke_off_are_replaced_without_a_word()
    {
        await using var store = await OpenAsync($"{server};Application Name={role}");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => store.Mentions.RecallAsync(Sample.Press, default))));
        await PostgresServer.AskAsync<int>($"SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{role}'");

        Assert.Equal(1, (await store.Mentions.SaveAsync(Sample.Haul(Sample.Document("a")), default)).Documents);
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("57P01")]
    [InlineData("53300")]
    [InlineData("25006")]
    [InlineData("08006")]
    public async Task What_passes_is_done_again(string state)
    {
        await using var store = await engine.OpenAsync(Clock, Quick with { AtWork = TimeSpan.FromSeconds(10) });
        var tries = 0;

        var answer = await store.Connections.WriteAsync(
            _ => ++tries < 4 ? throw new PostgresException("said no", "ERROR", "ERROR", state) : Task.FromResult(tries), default);

        Assert.Equal(4, answer);
    }

    [Fact]
    public async Task What_passes_is_not_done_again_for_ever()
    {
        await using var store = await OpenAsync(server);

        var error = await Assert.ThrowsAsync<StoreException>(() => store.Connections.WriteAsync<int>(_ => throw new PostgresException("deadlock detected", "ERROR", "ERROR", "40P01"), default));

        Assert.Equal(StoreFault.Unavailable, error.Fault);
    }

    [Fact]
    public async Task A_restart_of_the_server_is_waited_for_or_said_and_loses_nothing()
    {
        await using var local = await LocalPostgres.StartNewAsync();
        Assert.SkipWhen(local is null, PostgresServer.Missing);
        using var home = new ScratchFolder();
        var patient = Quick with { AtWork = TimeSpan.FromSeconds(60) };
        var address = PostgresAddress.Of(local.ConnectionString, "monitor");
        await using (var store = await PostgresDatabase.OpenAsync(address, home.Path, patient, Clock, default))
        {
            await store.Mentions.SaveAsync(Sample.Alerts(["a"], Sample.Slack), default);
            await local.StopAsync("immediate");
            var waiting = store.Mentions.SaveAsync(Sample.Haul([Sample.Mention(Sample.Document("b"), [Sample.Slack])]), default);
            await local.StartAsync();
            Assert.Equal(new Saved(1, 1, 1), await waiting);
        }

        await using var hasty = await PostgresDatabase.OpenAsync(address, home.Path, Quick, Clock, default);
        await local.StopAsync();
        var error = await Assert.ThrowsAsync<StoreException>(() => hasty.Outbox.SummarizeAsync(default));
        Assert.Equal(StoreFault.Unavailable, error.Fault);
        await local.StartAsync();
        Assert.Equal(2, (await hasty.Outbox.SummarizeAsync(default)).Waiting);
    }

    [Fact]
    public async Task Ids_and_addresses_of_any_length_are_stored_and_told_apart()
    {
        await using var store = await OpenAsync(server);
        string[] ids = [.. Enumerable.Range(0, 3).Select(number => $"{string.Concat(Enumerable.Range(0, 2_000).Select(_ => Random.Shared.Next().ToString("x8")))}{number}")];
        ids = [ids[0], $"{ids[0]}1", ids[1], .. (string[])["\uFFFE", "short"]];

        var saved = await store.Mentions.SaveAsync(
            Sample.Haul([.. ids.Select(id => Sample.Mention(Sample.Document(id, url: $"https://example.org/{id}"), [Sample.Slack]))]), default);

        Assert.Equal(new Saved(5, 5, 5), saved);
        Assert.Equal(["new"], [.. await store.Mentions.UnknownAsync(Sample.Press, [.. ids, "new"], default)]);
        Assert.Equal(ids, (await store.Reader.ListAsync(new MentionFilter(), default)).Select(stored => stored.Mention.Document.Id).Reverse());
    }

    [Theory]
    [InlineData("28P01", StoreFault.Refused, "Correct the user or the password")]
    [InlineData("3D000", StoreFault.Refused, "CREATE DATABASE")]
    [InlineData("42501", StoreFault.Refused, "lacks a right")]
    [InlineData("42P01", StoreFault.Refused, "Restore a backup")]
    [InlineData("53300", StoreFault.Unavailable, "max_connections")]
    [InlineData("53100", StoreFault.Unavailable, "Make room")]
    [InlineData("25006", StoreFault.Unavailable, "Target Session Attributes=primary")]
    [InlineData("57P03", StoreFault.Unavailable, "by itself")]
    [InlineData("40001", StoreFault.Unavailable, "contended")]
    [InlineData("XX000", StoreFault.Unavailable, "SQLSTATE XX000")]
    public void Says_what_is_wrong_where_and_how_to_mend_it(string state, StoreFault fault, string phrase)
    {
        var address = PostgresAddress.Of("Host=db.example.org;Database=mentions;Username=ann;Password=made-up", "acme");

        var error = PostgresFaults.Explain(new PostgresException("said no", "ERROR", "ERROR", state), address);

        Assert.Equal(fault, error.Fault);
        Says(error, phrase, "db.example.org:5432", "database mentions", "schema acme");
        Assert.DoesNotContain("made-up", error.Message, StringComparison.Ordinal);
    }

    private static void Says(StoreException error, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases) Assert.Contains(phrase, error.Message, StringComparison.Ordinal);
    }

    private string With(string user, string password) => new NpgsqlConnectionStringBuilder(server) { Username = user, Password = password }.ToString();

    private Task<PostgresDatabase> OpenAsync(string address) => engine.OpenAsync(Clock, Quick, address: address);

    private async Task<StoreException> RefusedAsync(string address)
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(address));
        Assert.Equal(StoreFault.Refused, error.Fault);
        return error;
    }
}
