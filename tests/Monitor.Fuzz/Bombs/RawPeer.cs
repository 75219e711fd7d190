using System.Net;
using System.Net.Sockets;

namespace Monitor.Fuzz.Bombs;

/// <summary>A peer on the loopback that writes what it likes.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<Stream, CancellationToken, Task> answer;
    private readonly Task accepting;

    public RawPeer(Func<Stream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Place => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public Uri Address => new($"http://{Place}/");

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                // A request's head arrives in one piece here.
                if (await client.GetStream().ReadAtLeastAsync(new byte[16 << 10], 1, throwOnEndOfStream: false, closing.Token) == 0) return;
                await answer(client.GetStream(), closing.Token);
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
