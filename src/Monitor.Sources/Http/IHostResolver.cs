using System.Net;
using System.Net.Sockets;

namespace Monitor.Sources.Http;

/// <summary>Asks DNS.</summary>
public interface IHostResolver
{
    /// <exception cref="SocketException">The name is not known, or DNS does not answer.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>The machine's own resolver. On Linux each question holds a thread, so that only so many are asked at a time.</summary>
public sealed class SystemResolver : IHostResolver, IDisposable
{
    private readonly SemaphoreSlim free = new(16);

    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
