using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Monitor.Worker.Access;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests;

/// <summary>The real program as a service, asked over HTTP and stopped by a signal.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("monitor-service-").FullName;
    private readonly int port = FreePort();
    private Process? running;

    [Fact]
    public async Task Is_ready_with_a_failing_source_and_shows_why_it_fails_and_ends_with_0_when_told_to()
    {
        await ConfigureAsync($$"""{ "Listen": "http://127.0.0.1:{{port}}", "BaseUrl": "http://127.0.0.1:{{port}}", "Sources": [ { "Name": "gone", "Type": "feed", "Urls": [ "http://127.0.0.1:9/feed" ] } ] }""");
        var process = running = MonitorProcess.Start(directory, "run");
        using var web = await ReadyAsync(process);

        var page = await PageWithAsync(web, "gone (http://127.0.0.1:9/feed)");
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };
        using var refused = await web.SendAsync(foreign);
        using var answer = await web.GetAsync("/");
        await TerminateAsync(process);

        Assert.Contains("Monitor:Network:AllowPrivate", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Takes_a_right_change_over_and_keeps_to_the_old_one_when_the_change_is_wrong()
    {
        await ConfigureAsync($$"""{ "Listen": "http://127.0.0.1:{{port}}", "BaseUrl": "http://127.0.0.1:{{port}}" }""");
        var process = running = MonitorProcess.Start(directory, "run");
        using var web = await ReadyAsync(process);

        await ConfigureAsync("""{ "Queries": [ { "Name": "acme", "Expression": "(" } ] }""");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await ConfigureAsync($$"""{ "Listen": "http://127.0.0.1:{{port}}", "BaseUrl": "http://127.0.0.1:{{port}}", "Queries": [ { "Name": "acme", "Title": "Acme Corp", "Expression": "acme" } ] }""");
        await PageWithAsync(web, "Acme Corp");
        await TerminateAsync(process);

        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Says_that_the_address_is_taken_and_ends_with_3()
    {
        using var holder = new TcpListener(IPAddress.Loopback, port);
        holder.Start();
        await ConfigureAsync($$"""{ "Listen": "http://127.0.0.1:{{port}}" }""");
        var process = running = MonitorProcess.Start(directory, "run");
        var log = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains("Monitor:Listen", log, StringComparison.Ordinal);
        Assert.Equal(3, process.ExitCode);
    }

    [Fact]
    public async Task Asks_for_a_password_where_users_are_named_and_leaves_health_open()
    {
        await ConfigureAsync($$"""{ "Listen": "http://127.0.0.1:{{port}}", "BaseUrl": "http://127.0.0.1:{{port}}", "Language": "fr", "Access": { "Open": true, "Users": [ { "Name": "ann", "PasswordHash": "{{PasswordHash.Of("made-up password")}}", "Role": "editor" } ] } }""");
        var process = running = MonitorProcess.Start(directory, "run");
        using var web = await ReadyAsync(process);

        foreach (var path in (string[])["/", "/healthz/sources", "/style.css", "/metrics"])
        {
            web.DefaultRequestHeaders.Authorization = null;
            using var refused = await web.GetAsync(path);
            Assert.Equal((HttpStatusCode.Unauthorized, "Basic"), (refused.StatusCode, refused.Headers.WwwAuthenticate.First().Scheme));
            web.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("ann:made-up password"u8));
            using var shown = await web.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }

        await TerminateAsync(process);
    }

    [Fact]
    public async Task Says_that_its_database_is_away_and_goes_on_when_it_is_back()
    {
        await using var server = await LocalPostgres.StartNewAsync();
        Assert.SkipWhen(server is null, PostgresServer.Missing);
        await server.StopAsync();
        await ConfigureAsync($$"""{ "Listen": "http://127.0.0.1:{{port}}", "BaseUrl": "http://127.0.0.1:{{port}}", "Language": "fr", "Store": { "Engine": "postgres", "ConnectionString": "{{server.ConnectionString}}" } }""");
        var process = running = MonitorProcess.Start(directory, "run");
        var first = await process.StandardError.ReadLineAsync();
        await server.StartAsync();
        var log = process.StandardError.ReadToEndAsync();
        using var web = await ReadyAsync(process);

        await server.StopAsync();
        using var page = await web.GetAsync("/");
        await server.StartAsync();
        await UntilAsync(async () => (await web.GetAsync("/")).IsSuccessStatusCode);
        await TerminateAsync(process);

        Assert.Contains("does not answer", first, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.StartsWith("La base de données ne répond pas", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("The database answers again", await log, StringComparison.Ordinal);

        // Neither the scheduler's stack traces nor our own.
        Assert.DoesNotContain("   at ", await log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handle_to_look_for_is_not_taken_for_a_file()
    {
        var process = running = MonitorProcess.Start(directory, "search", "@acme");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.DoesNotContain("Response file", said, StringComparison.Ordinal);
        Assert.Equal(3, process.ExitCode);
    }

    public void Dispose()
    {
        // A test that failed must not leave the service behind.
        MonitorProcess.End(running);
        Directory.Delete(directory, recursive: true);
    }

    private Task ConfigureAsync(string monitor) => File.WriteAllTextAsync(Path.Combine(directory, "appsettings.json"), $$"""{ "Monitor": {{monitor}} }""");

    private async Task<HttpClient> ReadyAsync(Process process)
    {
        var web = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await UntilAsync(async () => !process.HasExited && (await web.GetAsync("/healthz/ready")).IsSuccessStatusCode);
        Assert.Equal("live\n", await web.GetStringAsync("/healthz/live"));
        return web;
    }

    private static async Task<string> PageWithAsync(HttpClient web, string text)
    {
        var page = "";
        await UntilAsync(async () => (page = await web.GetStringAsync("/")).Contains(text, StringComparison.Ordinal) && !page.Contains("not looked at yet", StringComparison.Ordinal));
        return page;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60))
        {
            try
            {
                if (await condition()) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        Assert.Fail("It did not come to that within a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // SIGTERM, as an init system sends it: .NET's own Process.Kill is a SIGKILL.
    private static async Task TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        await process.WaitForExitAsync();
    }
}
