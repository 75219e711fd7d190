using System.Net.Sockets;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Worker.Delivering;

/// <summary>The secret address that a channel tells people through, behind the gate. Nothing that leaves it shows the address.</summary>
/// <param name="channel">The channel's name, which its failures begin with.</param>
/// <param name="secret">The address, absolute.</param>
/// <param name="web">The gate.</param>
internal sealed class WebDoor(string channel, Secret secret, IWebGate web)
{
    private readonly SecretAddress address = new(secret);

    /// <summary>Equal for equal addresses, however they were written.</summary>
    public Secret Key => new(address.Reveal().AbsoluteUri);

    /// <summary>The host, with dots in place of what must not be known.</summary>
    public override string ToString() => address.ToString();

    public GateRequest Post(ReadOnlyMemory<byte> body, string contentType) => new(address.Reveal())
    {
        Method = HttpMethod.Post,
        Body = body,
        ContentType = contentType,
        FollowRedirects = false,
    };

    /// <summary>Asks for the headers alone, which changes nothing there (RFC 9110, 9.3.2).</summary>
    public GateRequest Look() => new(address.Reveal()) { Method = HttpMethod.Head, FollowRedirects = false };

    /// <exception cref="DeliveryException">No answer came. Uncertain, unless nothing can have gone out.</exception>
    public async Task<GateAnswer> SendAsync(GateRequest request, IProgress<string>? conversation, CancellationToken cancellation)
    {
        conversation?.Report($"> {request.Method} {this}{(request.Body.IsEmpty ? "" : $" ({request.Body.Length} bytes of JSON)")}");
        foreach (var (name, value) in request.Headers) conversation?.Report($"> {name}: {value}");
        try
        {
            return await web.SendAsync(request, cancellation);
        }
        catch (SourceException failure)
        {
            conversation?.Report($"* {address.Mask(failure.Message)}");
            throw Failure(failure, isPost: request.Method == HttpMethod.Post);
        }
    }

    // The gate's exception is not passed on as the inner one: what it holds may name the address.
    private DeliveryException Failure(SourceException failure, bool isPost)
    {
        var fault = FaultOf(failure);
        if (!isPost && fault == DeliveryFault.Uncertain) fault = DeliveryFault.Transient;
        var sequel = fault switch
        {
            DeliveryFault.Uncertain => " No answer came, so it may have been posted; it is tried again.",
            DeliveryFault.Transient when isPost => " Nothing was posted; it is tried again.",
            _ => "",
        };
        return new DeliveryException(fault, $"Channel '{channel}': {address.Mask(failure.Message)}{sequel}", failure.RetryAfter);
    }

    private static DeliveryFault FaultOf(SourceException failure) => failure.Fault switch
    {
        SourceFault.Denied => DeliveryFault.Denied,
        SourceFault.RateLimited => DeliveryFault.RateLimited,
        _ => NeverConnected(failure) ? DeliveryFault.Transient : DeliveryFault.Uncertain,
    };

    /// <summary>Whether it is certain that no byte of the message went out; in doubt, a time-out for one, it is not.</summary>
    private static bool NeverConnected(Exception failure)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
                return true;
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData })
                return true;
        }

        return false;
    }
}
