using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>A conversation with a server, from the greeting to the goodbye: commands, answers, and the patience each has.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private readonly SmtpOptions options;
    private readonly SmtpWire wire;
    private readonly SmtpTls tls;
    private readonly TimeProvider time;
    private readonly IProgress<string>? conversation;
    private bool sound = true;

    private SmtpSession(SmtpOptions options, SmtpTls tls, SmtpWire wire, TimeProvider time, IProgress<string>? conversation)
    {
        this.options = options;
        this.tls = tls;
        this.time = time;
        this.conversation = conversation;
        this.wire = wire;
        Refusal = new SmtpRefusal(options);
    }

    public SmtpCapabilities Capabilities { get; private set; } = new(false, false, false, null, []);

    public SmtpRefusal Refusal { get; }

    public bool IsSecure { get; private set; }

    public bool IsLoopback => wire.IsLoopback;

    /// <summary>Connects, secures and introduces, as the options say.</summary>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, SmtpTls tls, TimeProvider time, IProgress<string>? conversation, CancellationToken cancellation)
    {
        var session = new SmtpSession(options, tls, await SmtpDialer.DialAsync(options, time, cancellation), time, conversation);
        try
        {
            await session.IntroduceAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command and returns the answer.</summary>
    /// <param name="command">One line.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="shown">What the conversation shows instead, where the command holds a secret.</param>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation, string? shown = null)
    {
        Tell($"C: {shown ?? command}");
        var step = (shown ?? command).Split(' ')[0];
        await WithinAsync(options.Timeout, step, limit => wire.WriteLineAsync(command, limit), cancellation);
        return await ListenAsync(step, options.Timeout, cancellation);
    }

    public async Task<SmtpReply> ListenAsync(string step, TimeSpan patience, CancellationToken cancellation)
    {
        SmtpReply? reply = null;
        await WithinAsync(patience, step, async limit => reply = await wire.ReadReplyAsync(limit), cancellation);
        Tell($"S: {reply}");
        if (reply!.IsClosing) sound = false;
        return reply;
    }

    public Task SendAsync(ReadOnlyMemory<byte> octets, string step, CancellationToken cancellation)
    {
        Tell(string.Create(CultureInfo.InvariantCulture, $"C: ({octets.Length} octets)"));
        return WithinAsync(options.Timeout, step, limit => wire.WriteAsync(octets, limit), cancellation);
    }

    /// <summary>Leaves politely where there is somebody to be polite to.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!sound) return;
            Tell("C: QUIT");
            await WithinAsync(Goodbye, "QUIT", limit => wire.WriteLineAsync("QUIT", limit), CancellationToken.None);
            await ListenAsync("QUIT", Goodbye, CancellationToken.None);
        }
        catch (SmtpLostException lost)
        {
            // The message's fate was decided before; how the goodbye went changes nothing.
            Tell($"-- {lost.Message}");
        }
        finally
        {
            await wire.DisposeAsync();
        }
    }

    private async Task IntroduceAsync(CancellationToken cancellation)
    {
        if (options.Security == "tls") await SecureAsync(cancellation);
        var greeting = await ListenAsync("the greeting", options.Timeout, cancellation);
        if (!greeting.IsDone) throw Refusal.OfServer(greeting, "takes no mail from here");
        await HelloAsync(cancellation);
        if (options.Security == "starttls") await StartTlsAsync(cancellation);
    }

    private async Task HelloAsync(CancellationToken cancellation)
    {
        // The address literal of RFC 5321, 4.1.3: a machine's name is often none that the server could look up, and none of its business.
        var ours = wire.Ours.Address;
        var name = ours.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(ours.GetAddressBytes())}]" : $"[{ours}]";
        var reply = await AskAsync($"EHLO {name}", cancellation);
        if (!reply.IsDone) throw Refusal.OfServer(reply, "does not take EHLO");
        Capabilities = SmtpCapabilities.Of(reply);
    }

    private async Task StartTlsAsync(CancellationToken cancellation)
    {
        if (!Capabilities.StartTls)
            throw Refusal.Denied("offers no STARTTLS, so nothing was sent: somebody between may have removed it; where the server truly has none, use its TLS port 465 (Security tls)");
        var reply = await AskAsync("STARTTLS", cancellation);
        if (reply.Code != 220) throw Refusal.OfServer(reply, "does not begin TLS");

        // What came in the clear before TLS would be read as if it had come after (CVE-2011-0411, on the client's side CVE-2021-38371).
        if (wire.HasUnread) throw Refusal.Denied("sent more than its answer before TLS began, so nothing was sent: somebody between may have put it there");
        await SecureAsync(cancellation);
        await HelloAsync(cancellation);
    }

    private async Task SecureAsync(CancellationToken cancellation)
    {
        sound = false;
        await WithinAsync(options.Timeout, "the TLS handshake", async limit => wire.Wrap(await tls.SecureAsync(wire.Stream, limit)), cancellation);
        (sound, IsSecure) = (true, true);
        Tell($"-- TLS with {options.Host}");
    }

    private async Task WithinAsync(TimeSpan patience, string step, Func<CancellationToken, Task> action, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var before = sound;
        sound = false;
        try
        {
            await action(either.Token);
            sound = before;
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new SmtpLostException($"{options.Host}:{options.PortInUse} did not answer within {patience:c} ({step}).", late);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            throw new SmtpLostException($"The connection to {options.Host}:{options.PortInUse} broke ({step}): {broken.Message}", broken);
        }
    }

    private void Tell(string line) => conversation?.Report(line);
}
