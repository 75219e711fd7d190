using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>Says in a sentence what the network did.</summary>
internal static class NetworkFault
{
    public static SourceException Of(Exception failure, Uri address, string phase, TimeSpan elapsed)
    {
        // The connector's refusal arrives wrapped in the handler's exception.
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is SourceException refused) return refused;
        }

        var (fault, what) = Sentence(failure, phase, elapsed);
        return new SourceException(fault, $"{WebAddress.Origin(address)} {what}.", inner: failure);
    }

    private static (SourceFault Fault, string What) Sentence(Exception failure, string phase, TimeSpan elapsed) => failure switch
    {
        OperationCanceledException => (SourceFault.Transient, $"{phase} within {elapsed.TotalSeconds:0.#} s"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (SourceFault.Transient, "cannot be found: DNS does not know the name, or does not answer"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => (SourceFault.Transient, $"offers no secure connection: {Handshake(failure)}"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => (SourceFault.Malformed, "sends more than 64 KiB of headers"),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => (SourceFault.Malformed, "does not speak HTTP"),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => (SourceFault.Transient, "cannot be reached through the proxy of Monitor:Network:Proxy"),
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => (SourceFault.Malformed, "sends a body that is not framed as HTTP"),
        _ => (SourceFault.Transient, Connection(failure)),
    };

    private static string Connection(Exception failure) => Within<SocketException>(failure)?.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => "cannot be found: DNS does not know the name, or does not answer",
        SocketError.ConnectionRefused => "refuses connections",
        SocketError.ConnectionReset => "broke the connection off",
        SocketError.TimedOut => "does not answer to a connection",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "cannot be reached from here: no route",
        { } other => $"cannot be reached ({other})",
        null => "broke off before its answer was whole",
    };

    private static string Handshake(Exception failure) =>
        Within<AuthenticationException>(failure)?.Message.TrimEnd('.') ?? "the TLS handshake failed";

    private static T? Within<T>(Exception? failure)
        where T : Exception
    {
        while (failure is not null and not T) failure = failure.InnerException;
        return failure as T;
    }
}
