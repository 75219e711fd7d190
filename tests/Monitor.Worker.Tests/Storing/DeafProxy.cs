using System.Buffers.Binary;
using System.Net.Sockets;

namespace Monitor.Worker.Tests.Storing;

/// <summary>
/// Stands between a client and a PostgreSQL, and keeps notifications to itself: what a node hears through a pooler that hands each transaction another connection,
/// or while the network eats what the server sends unasked.
/// </summary>
/// <param name="target">The server's port on loopback.</param>
internal sealed class DeafProxy(int target) : IAsyncDisposable
{
    private readonly LoopbackRelay relay = new(target, CarryAsync);

    public int Port => relay.Port;

    public ValueTask DisposeAsync() => relay.DisposeAsync();

    private static async Task CarryAsync(TcpClient near, TcpClient far, CancellationToken stop) =>
        await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), stop), PassAsync(far.GetStream(), near.GetStream(), stop))
            .Unwrap().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // A message is a letter and a length that counts itself (https://www.postgresql.org/docs/current/protocol-message-formats.html).
    private static async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        var message = new byte[64 * 1024];
        while (true)
        {
            await from.ReadExactlyAsync(message.AsMemory(0, 5), stop);
            var length = 1 + BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(1));
            if (length > message.Length) Array.Resize(ref message, length);
            await from.ReadExactlyAsync(message.AsMemory(5, length - 5), stop);
            if (message[0] != (byte)'A') await to.WriteAsync(message.AsMemory(0, length), stop);
        }
    }
}
