using System.Collections.Concurrent;
using Monitor.Sources.Http;

namespace Monitor.Testing;

/// <summary>A web that answers every request by one function, and remembers what it was asked.</summary>
public sealed class AnsweringGate(Func<GateRequest, CancellationToken, Task<GateAnswer>> answer) : IWebGate
{
    private readonly ConcurrentQueue<GateRequest> requests = new();

    public AnsweringGate(Func<GateRequest, GateAnswer> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyCollection<GateRequest> Requests => requests;

    public Task<GateAnswer> SendAsync(GateRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        requests.Enqueue(request);
        return answer(request, cancellation);
    }
}
