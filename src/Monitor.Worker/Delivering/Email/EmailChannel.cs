using Monitor.Core.Delivering;
using Monitor.Worker.Delivering.Email.Mime;
using Monitor.Worker.Delivering.Email.Smtp;

namespace Monitor.Worker.Delivering.Email;

/// <summary>Tells by mail: each reader gets a mail of their own, and an answer of the server of their own.</summary>
public sealed class EmailChannel : IChannel
{
    private readonly MailComposer composer;
    private readonly IMailCarrier carrier;
    private readonly string from;

    public EmailChannel(EmailOptions options, ChannelTools tools)
    {
        Name = options.Name;
        Addresses = [.. options.To.Select(to => Mailbox.Parse(to).Address)];
        composer = new MailComposer(options, tools);
        from = Mailbox.Parse(options.From).Address;
        var directory = Path.GetFullPath(tools.Directory);
        carrier = options.Smtp is { } smtp
            ? new SmtpCarrier(smtp, tools.Time, directory)
            : new PickupFolder(Path.GetFullPath(options.Pickup!, directory));
    }

    public string Name { get; }

    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Writes the .eml that <see cref="SendAsync"/> would send, without sending it.</summary>
    public static void Preview(EmailOptions options, ChannelTools tools, Message message, Stream destination) =>
        destination.Write(new MailComposer(options, tools).Compose(message));

    public Task<string> ProbeAsync(CancellationToken cancellation) => carrier.ProbeAsync(cancellation);

    public Task<string> SendAsync(Message message, IProgress<string>? conversation, CancellationToken cancellation)
    {
        if (!Mailbox.TryParse(message.Address, out var to, out var problem))
            return Task.FromException<string>(new DeliveryException(DeliveryFault.Rejected, $"The reader's address '{HeaderText.Clean(message.Address)}' {problem}."));
        var envelope = new Envelope(from, to.Address, MailComposer.Label(message));
        return carrier.CarryAsync(envelope, largest => composer.Compose(message, largest), conversation, cancellation);
    }
}
