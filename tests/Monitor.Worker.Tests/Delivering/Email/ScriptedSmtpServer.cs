using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Worker.Tests.Delivering.Email;

/// <summary>A mail server on loopback that answers as its script says and writes down what it was told.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public ScriptedSmtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Everything clients said, line by line, over all connections; a message's lines included.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>Messages taken, with dots unstuffed.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    public string Greeting { get; set; } = "220 mail.example.org ESMTP";

    public string Hello { get; set; } = "250-mail.example.org\r\n250-SIZE 10000000\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME";

    /// <summary>Answers by the beginning of what was said; an answer of "!" closes the connection, "…" says nothing any more.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What STARTTLS leads to; null closes.</summary>
    public SslServerAuthenticationOptions? Tls { get; set; }

    public bool ImplicitTls { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                Heard.Enqueue($"({ended.GetType().Name})");
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (ImplicitTls) stream = await SecureAsync(stream);
        if (!await SayAsync(stream, Greeting)) return;
        while (await ReadLineAsync(stream) is { } line)
        {
            Heard.Enqueue(line);
            if (!await SayAsync(stream, Answer(line))) return;
            if (line == "QUIT") return;
            if (line == "STARTTLS" && !Answers.ContainsKey(line)) stream = await SecureAsync(stream);
            if (line == "DATA" && Answer(line).StartsWith('3') && !await TakeAsync(stream)) return;
        }
    }

    private string Answer(string line)
    {
        if (Answers.FirstOrDefault(answer => line.StartsWith(answer.Key, StringComparison.OrdinalIgnoreCase)) is { Value: { } scripted }) return scripted;
        if (line.StartsWith("EHLO ", StringComparison.Ordinal)) return Hello;
        return line switch { "STARTTLS" => "220 go", "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" };
    }

    private async Task<bool> TakeAsync(Stream stream)
    {
        var message = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line)
        {
            if (line == ".")
            {
                var answer = Answers.GetValueOrDefault(".", "250 2.0.0 queued as 42");
                if (answer.StartsWith('2')) Taken.Enqueue(message.ToString());
                return await SayAsync(stream, answer);
            }

            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            if (Answers.TryGetValue("(body)", out var scripted)) return await SayAsync(stream, scripted);
        }

        return false;
    }

    private async Task<bool> SayAsync(Stream stream, string answer)
    {
        if (answer == "!") return false;
        if (answer == "…") await Task.Delay(Timeout.Infinite, stop.Token);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), stop.Token);
        return true;
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(Tls ?? throw new IOException("no TLS here"), stop.Token);
        Heard.Enqueue("(TLS)");
        return secured;
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var octet = new byte[1];
        while (await stream.ReadAsync(octet, stop.Token) == 1)
        {
            line.Add(octet[0]);
            if (line is [.., 13, 10]) return Encoding.UTF8.GetString([.. line[..^2]]);
        }

        return null;
    }
}
