using System.Net.Sockets;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Stands between a client and a server and cuts the connection, once, after some bytes in either direction.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly LoopbackRelay relay;
    private long left = long.MaxValue;

    /// <param name="target">The server's port on loopback.</param>
    public CuttingProxy(int target) => relay = new(target, CarryAsync);

    public int Port => relay.Port;

    /// <summary>Whether a cut that was asked for has not come yet.</summary>
    public bool IsArmed => Interlocked.Read(ref left) < long.MaxValue / 2;

    /// <summary>Asks for a cut after so many bytes from now on.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref left, bytes);

    public ValueTask DisposeAsync() => relay.DisposeAsync();

    private async Task CarryAsync(TcpClient near, TcpClient far, CancellationToken stop)
    {
        await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream(), stop), PassAsync(far.GetStream(), near.GetStream(), stop))
            .Unwrap().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A reset, not a polite end.
        near.Client.LingerState = far.Client.LingerState = new LingerOption(true, 0);
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        var buffer = new byte[8192];
        while (await from.ReadAsync(buffer, stop) is > 0 and var read)
        {
            var allowed = Interlocked.Add(ref left, -read) + read;
            if (allowed < read)
            {
                if (allowed > 0) await to.WriteAsync(buffer.AsMemory(0, (int)allowed), stop);
                Interlocked.Exchange(ref left, long.MaxValue);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }
    }
}
