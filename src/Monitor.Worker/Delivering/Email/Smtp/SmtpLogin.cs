using System.Text;
using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>Logs in (RFC 4954): PLAIN (RFC 4616), LOGIN (never standardised, spoken everywhere) or XOAUTH2 (Google's and Microsoft's).</summary>
internal sealed class SmtpLogin(SmtpOptions options)
{
    private const string Masked = "•••";

    /// <summary>RFC 5321's command line of 512 octets, less the verb: a longer first response is sent on a line of its own.</summary>
    private const int LongestInitial = 480;

    /// <exception cref="DeliveryException">Denied: refused, or no way in common.</exception>
    public async Task LogInAsync(SmtpSession session, CancellationToken cancellation)
    {
        if (options.User is null) return;

        // Security none with a login is checked when the configuration is read; here what the connection truly is.
        if (!session.IsSecure && !session.IsLoopback) throw session.Refusal.Denied("is not reached over TLS, so the password was not sent: use Security starttls or tls");
        var mechanism = Choose(session);
        var reply = mechanism switch
        {
            "XOAUTH2" => await XOAuth2Async(session, cancellation),
            "LOGIN" => await LoginAsync(session, cancellation),
            _ => await PlainAsync(session, cancellation),
        };
        if (!reply.IsDone) throw session.Refusal.OfLogin(reply, mechanism);
    }

    private string Choose(SmtpSession session)
    {
        string[] ours = options.Auth == "auto" ? (options.Token is null ? ["PLAIN", "LOGIN"] : ["XOAUTH2"]) : [options.Auth.ToUpperInvariant()];
        var theirs = session.Capabilities.Mechanisms;
        return ours.FirstOrDefault(theirs.Contains) ?? throw session.Refusal.Denied(theirs.Count == 0
            ? "offers no login: leave Smtp:User out if it needs none, or use its submission port (587 or 465)"
            : $"offers to log in by {string.Join(", ", theirs.Take(10))}, and we can by {string.Join(", ", ours)}: set Smtp:Auth, or Smtp:Token for XOAUTH2");
    }

    private Task<SmtpReply> PlainAsync(SmtpSession session, CancellationToken cancellation) =>
        StartAsync(session, "PLAIN", $"\0{options.User}\0{options.Password!.Reveal()}", cancellation);

    private async Task<SmtpReply> LoginAsync(SmtpSession session, CancellationToken cancellation)
    {
        var reply = await session.AskAsync("AUTH LOGIN", cancellation);
        if (!reply.IsGoOn) return reply;
        reply = await session.AskAsync(Base64(options.User!), cancellation, Masked);
        return reply.IsGoOn ? await session.AskAsync(Base64(options.Password!.Reveal()), cancellation, Masked) : reply;
    }

    private async Task<SmtpReply> XOAuth2Async(SmtpSession session, CancellationToken cancellation)
    {
        var reply = await StartAsync(session, "XOAUTH2", $"user={options.User}\u0001auth=Bearer {options.Token!.Reveal()}\u0001\u0001", cancellation);

        // A refused token is told as a challenge first; an empty answer to it brings the refusal itself.
        return reply.IsGoOn ? await session.AskAsync("", cancellation) : reply;
    }

    private static async Task<SmtpReply> StartAsync(SmtpSession session, string mechanism, string response, CancellationToken cancellation)
    {
        var encoded = Base64(response);
        if (encoded.Length <= LongestInitial) return await session.AskAsync($"AUTH {mechanism} {encoded}", cancellation, $"AUTH {mechanism} {Masked}");
        var reply = await session.AskAsync($"AUTH {mechanism}", cancellation);
        return reply.IsGoOn ? await session.AskAsync(encoded, cancellation, Masked) : reply;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
