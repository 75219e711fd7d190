using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Tests.Storing;

/// <summary>A PostgreSQL of one's own: on a spare loopback port, in a temporary folder, by an unprivileged user, without syncing.</summary>
internal sealed class LocalPostgres : IAsyncDisposable
{
    private const string Password = "made-up";

    private readonly ScratchFolder folder = new();
    private readonly string binaries;

    private LocalPostgres(string binaries) => this.binaries = binaries;

    public int Port { get; private set; }

    /// <summary>The superuser's.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username=boss;Password={Password}";

    /// <summary>Null where no PostgreSQL is installed.</summary>
    public static async Task<LocalPostgres?> StartNewAsync()
    {
        if (FindBinaries() is not { } binaries) return null;
        var server = new LocalPostgres(binaries) { Port = SparePort() };
        await server.CreateAsync();
        await server.StartAsync();
        return server;
    }

    public Task StartAsync() => RunAsync(
        "pg_ctl", "start", "-w", "-D", folder.File("data"), "-l", folder.File("log"),
        "-o", $"-p {Port.ToString(CultureInfo.InvariantCulture)} -k {folder.Path} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=300 -c max_locks_per_transaction=256");

    /// <param name="mode"><c>fast</c> breaks connections off in order, <c>immediate</c> as a crash does.</param>
    public Task StopAsync(string mode = "fast") => RunAsync("pg_ctl", "stop", "-w", "-D", folder.File("data"), "-m", mode);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(folder.Path, "data", "postmaster.pid"))) await StopAsync("immediate");
        folder.Dispose();
    }

    private async Task CreateAsync()
    {
        // The server's user writes here; within it initdb makes a directory for that user alone.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        await File.WriteAllTextAsync(folder.File("password"), Password);
        await RunAsync("initdb", "-D", folder.File("data"), "-U", "boss", "--pwfile", folder.File("password"), "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync");
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(binaries, program), arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };

        // PostgreSQL refuses to run as root, which a container's tests often are.
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) start.UserName = "nobody";
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {string.Concat(said)}");
    }

    private static string? FindBinaries() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
        .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")) && File.Exists(Path.Combine(directory, "pg_ctl")));

    private static int SparePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
