using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>A worker of a cluster as a process of its own, with a directory of its own, which is killed, paused and started again.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    private readonly string directory;
    private readonly int port = SparePort();
    private readonly StringBuilder log = new();
    private Process? process;

    private ClusterNode(string directory, string name) => (this.directory, Name) = (directory, name);

    public string Name { get; }

    public bool IsPaused { get; private set; }

    public bool IsUp => process is { HasExited: false } && !IsPaused;

    /// <summary>What it logged, over all its lives.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    /// <param name="folder">In which its directory is made.</param>
    /// <param name="name">Its name in the User-Agent.</param>
    /// <param name="configure">Its options, given its port and name.</param>
    public static async Task<ClusterNode> CreateAsync(string folder, string name, Func<int, string, string> configure)
    {
        var node = new ClusterNode(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, name);
        await node.ConfigureAsync(configure(node.port, name));
        return node;
    }

    public Task ConfigureAsync(string options) => File.WriteAllTextAsync(Path.Combine(directory, "appsettings.json"), $$"""{ "Monitor": {{options}} }""");

    public void Start()
    {
        var before = process;
        process = MonitorProcess.Start(directory, "run", "--log-level", "warn");
        before?.Dispose();
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async Task PauseAsync()
    {
        IsPaused = true;
        await SignalAsync("-STOP");
    }

    public async Task ContinueAsync()
    {
        await SignalAsync("-CONT");
        IsPaused = false;
    }

    /// <summary>Waits until it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var web = new HttpClient();
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                if ((await web.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz/ready"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        Assert.Fail($"{Name} is not ready within a minute: {Log}");
    }

    public async Task<string> MetricsAsync()
    {
        using var web = new HttpClient();
        return await web.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
    }

    /// <summary>Asks it to end, and says how it did.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("-TERM");
        await process!.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        if (Environment.GetEnvironmentVariable("MONITOR_LOGS") is { Length: > 0 } kept) await File.WriteAllTextAsync(Path.Combine(kept, $"{Name}.log"), Log);
    }

    private void Note(string? line)
    {
        lock (log) log.AppendLine(line);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, process!.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private static int SparePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
