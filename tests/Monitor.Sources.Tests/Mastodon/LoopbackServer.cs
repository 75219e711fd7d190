using System.Net;
using System.Net.Sockets;
using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Mastodon;

/// <summary>A server on the loopback that answers from a script, and the plain way to it.</summary>
internal sealed class LoopbackServer : IWebGate, IDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly Dictionary<string, Answer> script = new(StringComparer.Ordinal);
    private readonly List<string> asked = [];

    public LoopbackServer()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Path and query, then the value of Authorization.</summary>
    public IReadOnlyList<string> Asked => asked;

    public LoopbackServer On(string pathAndQuery, string body, int status = 200, params (string Name, string Value)[] headers)
    {
        script[pathAndQuery] = new(body, status, headers);
        return this;
    }

    public async Task<GateAnswer> SendAsync(GateRequest request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(request.Method, request.Address);
        if (request.Authorization is { } authorization) message.Headers.TryAddWithoutValidation("Authorization", authorization.Reveal());
        using var response = await client.SendAsync(message, cancellation);
        return new()
        {
            Address = request.Address,
            Status = response.StatusCode,
            Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => (IReadOnlyList<string>)[.. header.Value], StringComparer.OrdinalIgnoreCase),
            Body = await response.Content.ReadAsByteArrayAsync(cancellation),
            Hops = [request.Address],
        };
    }

    public void Dispose()
    {
        listener.Close();
        client.Dispose();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var place = context.Request.RawUrl!;
            asked.Add($"{place} {context.Request.Headers["Authorization"]}".TrimEnd());
            var answer = script.GetValueOrDefault(place) ?? new($"The script knows no {place}", 418, []);
            context.Response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers) context.Response.AppendHeader(name, value);
            await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer.Body));
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed record Answer(string Body, int Status, (string Name, string Value)[] Headers);
}
