using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Sources.Tests.Http;

/// <summary>A server on loopback that answers with raw bytes, and writes down what it was asked.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<HostileConnection, Task> answer;
    private readonly Task accepting;
    private int connections;

    /// <param name="answer">Called for each connection.</param>
    public HostileServer(Func<HostileConnection, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Place => $"127.0.0.1:{Port}";

    public Uri Address => new($"http://{Place}/");

    public int Connections => connections;

    /// <summary>Heads of the requests, in order of arrival.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>A server that gives every request the same answer.</summary>
    public static HostileServer Answering(string head, byte[]? body = null) => new(async peer =>
    {
        while (await peer.ReadRequestAsync() is not null) await peer.SendAsync(head, body);
    });

    /// <summary>A server that answers by the first line of the request.</summary>
    public static HostileServer Answering(Func<string, string> answer) => new(async peer =>
    {
        while (await peer.ReadRequestAsync() is { } request) await peer.SendAsync(answer(request), null);
    });

    public static string Ok(string body, string headers = "") => $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public static string Redirect(int status, string location) => $"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

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
            while (!closing.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                _ = ServeAsync(client, Interlocked.Increment(ref connections));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                await answer(new HostileConnection(client.GetStream(), number, Requests, closing.Token));
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}

/// <summary>One connection of a <see cref="HostileServer"/>.</summary>
internal sealed class HostileConnection(Stream stream, int number, ConcurrentQueue<string> requests, CancellationToken closing)
{
    /// <summary>1 for the server's first connection.</summary>
    public int Number => number;

    public CancellationToken Closing => closing;

    /// <summary>Reads a request's head and its body by Content-Length; null at the end of the connection.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, closing) == 0) return null;
            head.Append((char)one[0]);
        }

        var request = head.ToString();
        var length = request.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..])).FirstOrDefault();
        await stream.ReadExactlyAsync(new byte[length], closing);
        requests.Enqueue(request);
        return request;
    }

    public async Task SendAsync(string head, byte[]? body = null)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), closing);
        if (body is not null) await stream.WriteAsync(body, closing);
        await stream.FlushAsync(closing);
    }

    /// <summary>Says nothing more until the test is over.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, closing);
}
