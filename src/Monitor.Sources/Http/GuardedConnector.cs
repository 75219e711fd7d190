using System.Net;
using System.Net.Sockets;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>Opens a connection to an address that was judged.</summary>
internal delegate ValueTask<Stream> Dial(IPEndPoint endpoint, CancellationToken cancellation);

/// <summary>
/// Resolves a host, judges what came, and connects to an address so judged: every time, so that a name that leads elsewhere a second
/// later (DNS rebinding) is judged by where it leads then.
/// </summary>
internal sealed class GuardedConnector(AddressGuard guard, IHostResolver resolver, Dial dial, TimeProvider time)
{
    /// <summary>RFC 8305 section 5: an address that does not answer holds the next one up for so long.</summary>
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    private const int MostAddresses = 8;

    public static async ValueTask<Stream> DialTcpAsync(IPEndPoint endpoint, CancellationToken cancellation)
    {
        Socket? socket = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = guard.Judge(host, port, await AddressesAsync(host, cancellation));
        return await FirstToAnswerAsync(Interleaved(addresses, port), cancellation);
    }

    /// <summary>Connects to the proxy, which the operator named and nobody need judge.</summary>
    public async ValueTask<Stream> ConnectUnjudgedAsync(string host, int port, CancellationToken cancellation) =>
        await FirstToAnswerAsync(Interleaved(await AddressesAsync(host, cancellation), port), cancellation);

    /// <summary>Judges a host without connecting. A name that does not resolve here passes: behind a proxy it is the proxy's to judge.</summary>
    public async Task JudgeAsync(Uri address, CancellationToken cancellation)
    {
        var host = WebAddress.Host(address);
        try
        {
            guard.Judge(host, address.Port, await AddressesAsync(host, cancellation));
        }
        catch (SocketException)
        {
            // Behind a proxy DNS often knows inner names only.
        }
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellation)
    {
        var addresses = AddressGuard.KnownWithoutDns(host) ?? await resolver.ResolveAsync(host, cancellation);
        return addresses.Count > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
    }

    /// <summary>IPv6 and IPv4 in turn, each in the resolver's order (RFC 8305 section 4).</summary>
    private static IReadOnlyList<IPEndPoint> Interleaved(IReadOnlyList<IPAddress> addresses, int port)
    {
        var families = addresses.GroupBy(address => address.AddressFamily).Select(family => family.ToArray()).ToArray();
        var longest = families.Max(family => family.Length);
        return [.. Enumerable.Range(0, longest)
            .SelectMany(turn => families.Where(family => turn < family.Length).Select(family => new IPEndPoint(family[turn], port)))
            .Take(MostAddresses)];
    }

    private async Task<Stream> FirstToAnswerAsync(IReadOnlyList<IPEndPoint> endpoints, CancellationToken cancellation)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var attempts = new List<Task<Stream>>(endpoints.Count);
        var next = 0;
        while (true)
        {
            if (next < endpoints.Count) attempts.Add(dial(endpoints[next++], decided.Token).AsTask());
            var patience = Task.Delay(next < endpoints.Count ? Stagger : Timeout.InfiniteTimeSpan, time, decided.Token);
            var first = await Task.WhenAny([.. attempts, patience]);
            if (first is not Task<Stream> attempt)
            {
                cancellation.ThrowIfCancellationRequested();
                continue;
            }

            attempts.Remove(attempt);
            if (attempt.IsCompletedSuccessfully || (attempts.Count == 0 && next == endpoints.Count))
            {
                await decided.CancelAsync();
                await Task.WhenAll(attempts.Select(CloseAsync));
                return await attempt;
            }
        }
    }

    private static async Task CloseAsync(Task<Stream> late)
    {
        try
        {
            await (await late).DisposeAsync();
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or SourceException or IOException)
        {
            // It lost the race by failing.
        }
    }
}
