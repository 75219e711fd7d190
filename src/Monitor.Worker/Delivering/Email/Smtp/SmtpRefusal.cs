using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>What a refusal means for what is to be done next, and how it is said.</summary>
internal sealed class SmtpRefusal(SmtpOptions options)
{
    private string Server => $"{options.Host}:{options.PortInUse}";

    /// <summary>At a step that is the same for every mail: for now, or until a person acts.</summary>
    public DeliveryException OfServer(SmtpReply reply, string what) =>
        new(Lasting(reply) ? DeliveryFault.Denied : DeliveryFault.Transient, $"{Server} {what}: {reply}");

    public DeliveryException OfLogin(SmtpReply reply, string mechanism) => Lasting(reply)
        ? Denied($"refuses the login of {options.User} by {mechanism}: {reply}. Check Smtp:User and Smtp:PasswordFile; with two-factor login the server wants a password made for applications")
        : OfServer(reply, "cannot log in now");

    /// <summary>At MAIL FROM: too large concerns this mail, everything else every mail from this sender.</summary>
    public DeliveryException OfSender(SmtpReply reply, string sender) => reply.Code switch
    {
        552 => OfMessage(reply, "is too large for it"),
        530 or 535 => Denied($"wants a login: {reply}. Set Smtp:User and Smtp:PasswordFile"),
        _ when Lasting(reply) => Denied($"takes no mails from {sender}: {reply}. Check From, and whether this login may send as it"),
        _ => OfServer(reply, $"takes no mails from {sender} now"),
    };

    /// <summary>At RCPT TO: this reader only.</summary>
    public DeliveryException OfRecipient(SmtpReply reply, string recipient)
    {
        var relaying = Lasting(reply) && options.User is null && reply.Lines.Any(line => line.Contains("relay", StringComparison.OrdinalIgnoreCase));
        return OfMessage(reply, $"is not taken for {recipient}", relaying ? " It sends on for those who log in: set Smtp:User and Smtp:PasswordFile." : "");
    }

    /// <summary>At DATA and after the final dot: this mail only.</summary>
    public DeliveryException OfMessage(SmtpReply reply, string what, string hint = "") =>
        new(Lasting(reply) ? DeliveryFault.Rejected : DeliveryFault.Transient, $"The mail {what}, says {Server}: {reply}.{hint}");

    public DeliveryException Denied(string what) => new(DeliveryFault.Denied, $"{Server} {what}.");

    // A 2xx or 3xx where another was due is a confused server: later it may not be.
    private static bool Lasting(SmtpReply reply) => reply.Code >= 500;
}
