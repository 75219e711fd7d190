using System.Net;
using System.Text;
using Monitor.Sources.Http;

namespace Monitor.Testing;

/// <summary>A web made of prepared answers. It refuses, by an exception no source may catch, whatever the script did not expect.</summary>
public sealed class ScriptedGate : IWebGate
{
    private readonly Dictionary<string, Queue<Func<GateRequest, GateAnswer>>> script = new(StringComparer.Ordinal);
    private readonly List<GateRequest> requests = [];

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<GateRequest> Requests => requests;

    /// <summary>Answers the address, once for each call made here; the last answer stays.</summary>
    public ScriptedGate On(string address, Func<GateRequest, GateAnswer> answer)
    {
        if (!script.TryGetValue(address, out var queue)) script[address] = queue = new();
        queue.Enqueue(answer);
        return this;
    }

    public ScriptedGate On(string address, string body, string contentType = "application/json", HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) =>
        On(address, Encoding.UTF8.GetBytes(body), contentType, status, headers);

    public ScriptedGate On(string address, byte[] body, string contentType, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) =>
        On(address, request => Answer(request, body, contentType, status, headers));

    public static GateAnswer Answer(GateRequest request, byte[] body, string contentType, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        var all = headers.Append((Name: "Content-Type", Value: contentType))
            .GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(header => header.Value)], StringComparer.OrdinalIgnoreCase);
        return new GateAnswer { Address = request.Address, Status = status, Headers = all, Body = body, Hops = [request.Address] };
    }

    public Task<GateAnswer> SendAsync(GateRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        requests.Add(request);
        if (!script.TryGetValue(request.Address.AbsoluteUri, out var queue))
            throw new UnexpectedRequestException($"The script knows no {request.Method} {request.Address.AbsoluteUri}; it knows:\n{string.Join('\n', script.Keys)}");
        return Task.FromResult((queue.Count > 1 ? queue.Dequeue() : queue.Peek())(request));
    }
}

/// <summary>A test asked for something its script did not expect.</summary>
public sealed class UnexpectedRequestException(string message) : Exception(message);
