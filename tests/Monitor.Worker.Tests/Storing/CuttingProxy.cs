using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Stands between a client and a server and cuts the connection, once, after some bytes in either direction.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Task accepting;
    private long left = long.MaxValue;

    /// <param name="target">The server's port on loopback.</param>
    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether a cut that was asked for has not come yet.</summary>
    public bool IsArmed => Interlocked.Read(ref left) < long.MaxValue / 2;

    /// <summary>Asks for a cut after so many bytes from now on.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref left, bytes);

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
        await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream()), PassAsync(far.GetStream(), near.GetStream())).Unwrap().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A reset, not a polite end.
        near.Client.LingerState = far.Client.LingerState = new LingerOption(true, 0);
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[8192];
        while (await from.ReadAsync(buffer, stop.Token) is > 0 and var read)
        {
            var allowed = Interlocked.Add(ref left, -read) + read;
            if (allowed < read)
            {
                if (allowed > 0) await to.WriteAsync(buffer.AsMemory(0, (int)allowed), stop.Token);
                Interlocked.Exchange(ref left, long.MaxValue);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
    }
}
