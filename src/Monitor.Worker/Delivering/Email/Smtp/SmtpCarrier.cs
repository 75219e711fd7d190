using System.Globalization;
using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>Submits mails to a server (RFC 6409), each over a connection of its own.</summary>
internal sealed class SmtpCarrier(SmtpOptions options, TimeProvider time, string directory) : IMailCarrier
{
    private static readonly byte[] FinalDot = ".\r\n"u8.ToArray();

    private readonly SmtpTls tls = new(options, directory);

    public async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await using var session = await SmtpSession.OpenAsync(options, tls, time, conversation: null, cancellation);
            await new SmtpLogin(options).LogInAsync(session, cancellation);
            return string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.PortInUse} lets us in");
        }
        catch (SmtpLostException lost)
        {
            throw new DeliveryException(DeliveryFault.Transient, lost.Message, inner: lost);
        }
    }

    public async Task<string> CarryAsync(Envelope envelope, Func<long, byte[]> compose, IProgress<string>? conversation, CancellationToken cancellation)
    {
        try
        {
            await using var session = await SmtpSession.OpenAsync(options, tls, time, conversation, cancellation);
            await new SmtpLogin(options).LogInAsync(session, cancellation);
            var message = compose(session.Capabilities.Largest ?? long.MaxValue);
            await AddressAsync(session, envelope, message.Length, cancellation);
            return await HandOverAsync(session, message, cancellation);
        }
        catch (SmtpLostException lost)
        {
            throw new DeliveryException(DeliveryFault.Transient, lost.Message, inner: lost);
        }
    }

    private static async Task AddressAsync(SmtpSession session, Envelope envelope, int length, CancellationToken cancellation)
    {
        var size = session.Capabilities.Size ? string.Create(CultureInfo.InvariantCulture, $" SIZE={length}") : "";

        // Quoted-printable is 7-bit clean, so a relay that cannot do 8BITMIME has nothing to convert.
        var body = session.Capabilities.EightBitMime ? " BODY=7BIT" : "";
        var sender = await session.AskAsync($"MAIL FROM:<{envelope.From}>{size}{body}", cancellation);
        if (!sender.IsDone) throw session.Refusal.OfSender(sender, envelope.From);
        var recipient = await session.AskAsync($"RCPT TO:<{envelope.To}>", cancellation);
        if (!recipient.IsDone) throw session.Refusal.OfRecipient(recipient, envelope.To);
    }

    private async Task<string> HandOverAsync(SmtpSession session, byte[] message, CancellationToken cancellation)
    {
        var go = await session.AskAsync("DATA", cancellation);
        if (go.Code != 354) throw session.Refusal.OfMessage(go, "is not taken");
        await session.SendAsync(DotStuffing.Apply(message), "the message", cancellation);
        var accepted = await FinishAsync(session, cancellation);
        return accepted.IsDone ? accepted.ToString() : throw session.Refusal.OfMessage(accepted, "is not taken");
    }

    /// <summary>From the final dot on the message is the server's as soon as it wants, whether its answer reaches us or not (RFC 1047).</summary>
    private async Task<SmtpReply> FinishAsync(SmtpSession session, CancellationToken cancellation)
    {
        try
        {
            await session.SendAsync(FinalDot, "the final dot", cancellation);
            return await session.ListenAsync("the final dot", options.FinalTimeout, cancellation);
        }
        catch (SmtpLostException lost)
        {
            throw new DeliveryException(DeliveryFault.Uncertain, $"{lost.Message} The whole mail was sent and may have arrived.", inner: lost);
        }
    }
}
