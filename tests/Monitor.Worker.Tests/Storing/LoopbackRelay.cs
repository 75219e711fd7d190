using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Stands between clients and a server on loopback, and lets somebody else decide what passes.</summary>
internal sealed class LoopbackRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Func<TcpClient, TcpClient, CancellationToken, Task> carry;
    private readonly Task accepting;

    /// <param name="target">The server's port on loopback.</param>
    /// <param name="carry">Carries between a client and the server until one of them ends.</param>
    public LoopbackRelay(int target, Func<TcpClient, TcpClient, CancellationToken, Task> carry)
    {
        (this.target, this.carry) = (target, carry);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        await far.ConnectAsync(IPAddress.Loopback, target, stop.Token);
        await carry(near, far, stop.Token);
    }
}
