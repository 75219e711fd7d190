using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Tests.Storing;

/// <summary>
/// Stands between a client and a PostgreSQL, and keeps notifications to itself: what a node hears through a pooler that hands each transaction another connection,
/// or while the network eats what the server sends unasked.
/// </summary>
internal sealed class DeafProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Task accepting;

    /// <param name="target">The server's port on loopback.</param>
    public DeafProxy(int target)
    {
        this.target = target;
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
        await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), stop.Token), PassAsync(far.GetStream(), near.GetStream())).Unwrap().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A message is a letter and a length that counts itself (https://www.postgresql.org/docs/current/protocol-message-formats.html).
    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var message = new byte[64 * 1024];
        while (true)
        {
            await from.ReadExactlyAsync(message.AsMemory(0, 5), stop.Token);
            var length = 1 + BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(1));
            if (length > message.Length) Array.Resize(ref message, length);
            await from.ReadExactlyAsync(message.AsMemory(5, length - 5), stop.Token);
            if (message[0] != (byte)'A') await to.WriteAsync(message.AsMemory(0, length), stop.Token);
        }
    }
}
