using System.Net;
using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Http;

/// <summary>Gates for tests.</summary>
internal static class GateFor
{
    /// <summary>A gate that may reach exactly these servers.</summary>
    public static WebGate Servers(params HostileServer[] servers) => Servers(new GateOptions(), servers);

    public static WebGate Servers(GateOptions options, params HostileServer[] servers) =>
        new(options with { AllowPrivate = [.. servers.Select(server => server.Place)] }, TimeProvider.System, new ScriptedResolver([]));

    /// <summary>A gate before which public names lead, by a script, to public addresses that are all one server of ours.</summary>
    public static WebGate PublicNames(HostileServer server, ScriptedResolver resolver, List<IPEndPoint> dialled, GateOptions? options = null) =>
        new(options ?? new GateOptions(), TimeProvider.System, resolver, (endpoint, cancellation) =>
        {
            lock (dialled) dialled.Add(endpoint);
            return GuardedConnector.DialTcpAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellation);
        });
}

/// <summary>DNS by a script: each question takes the next answer of its host, the last one stays; <c>*</c> answers for all other hosts.</summary>
internal sealed class ScriptedResolver(Dictionary<string, string[][]> script) : IHostResolver
{
    private readonly Dictionary<string, int> asked = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (!script.TryGetValue(host, out var answers) && !script.TryGetValue("*", out answers))
            throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound);
        lock (asked)
        {
            var turn = asked.GetValueOrDefault(host);
            asked[host] = turn + 1;
            return Task.FromResult<IReadOnlyList<IPAddress>>([.. answers[Math.Min(turn, answers.Length - 1)].Select(IPAddress.Parse)]);
        }
    }
}
