using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>
/// Reaches the server: every address its name has, IPv6 and IPv4, one after the other. The only socket outside the gate, for SMTP is no
/// HTTP and its server is named by the operator, not by a stranger.
/// </summary>
internal static class SmtpDialer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="SmtpLostException">No address answered; it says what each did.</exception>
    public static async Task<SmtpWire> DialAsync(SmtpOptions options, TimeProvider time, CancellationToken cancellation)
    {
        List<string> failures = [];
        foreach (var address in await ResolveAsync(options.Host, cancellation))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using var limit = new CancellationTokenSource(options.Timeout < Patience ? options.Timeout : Patience, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
                await socket.ConnectAsync(new IPEndPoint(address, options.PortInUse), either.Token);
                return new SmtpWire(socket);
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancellation.ThrowIfCancellationRequested();
                failures.Add($"{address}: {(failure is SocketException refused ? refused.Message : "no answer")}");
            }
        }

        throw new SmtpLostException($"No mail server answers at {options.Host}:{options.PortInUse} ({string.Join("; ", failures)}): check Smtp:Host, Smtp:Port and the firewall between.");
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }
        catch (SocketException failure)
        {
            throw new SmtpLostException($"The mail server's name {host} has no address ({failure.Message}): check Smtp:Host.", failure);
        }
    }
}
