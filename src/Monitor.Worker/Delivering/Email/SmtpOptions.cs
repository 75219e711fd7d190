using System.ComponentModel.DataAnnotations;
using System.Net;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Delivering.Email;

/// <summary>A server that takes mails for submission (RFC 6409). It is named by the operator and may be private.</summary>
public sealed class SmtpOptions
{
    /// <summary>Its name, as its certificate has it, or its address.</summary>
    [Required]
    public string Host { get; set; } = "";

    /// <summary>587 for starttls, 465 for tls and 25 for none when not given.</summary>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary><c>starttls</c>: required, never a fall-back to clear; <c>tls</c>: from the first byte; <c>none</c>: for a relay on this machine or network.</summary>
    [AllowedValues("starttls", "tls", "none")]
    public string Security { get; set; } = "starttls";

    /// <summary>The name to log in with; no login when not given.</summary>
    public string? User { get; set; }

    public Secret? Password { get; set; }

    /// <summary>An OAuth 2.0 access token, instead of a password.</summary>
    public Secret? Token { get; set; }

    /// <summary><c>auto</c>: the first the server offers of xoauth2 (with a token), plain and login.</summary>
    [AllowedValues("auto", "plain", "login", "xoauth2")]
    public string Auth { get; set; } = "auto";

    /// <summary>A PEM file with the authorities to trust instead of the machine's, for a server with a certificate of one's own.</summary>
    public string? CaFile { get; set; }

    /// <summary>How long each step may take: the connection, each answer. RFC 5321, 4.5.3.2 asks for five minutes of patience at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the answer to the whole message may take: ten minutes, for leaving early risks a second copy (RFC 1047).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FinalTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The port given, or the one usual for the security.</summary>
    public int PortInUse => Port ?? Security switch { "tls" => 465, "none" => 25, _ => 587 };

    public bool IsLoopback =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public IEnumerable<(string Key, string Problem)> Check()
    {
        if (string.IsNullOrWhiteSpace(Host)) yield return (nameof(Host), "is missing: name the server that takes the mails, such as smtp.example.org");
        else if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return (nameof(Host), $"is no host name: '{Host}'; the port goes into Port, and there is no smtp:// before it");
        if (Port is < 1 or > 65_535) yield return (nameof(Port), "is a number from 1 to 65535; usual are 587 (starttls) and 465 (tls)");
        if (Port == 465 && Security == "starttls") yield return (nameof(Security), "is tls on port 465, where servers speak TLS from the first byte; starttls belongs to port 587");
        if (User is not null && Security == "none" && !IsLoopback)
            yield return (nameof(Security), "is none, which would send the password in the clear: use starttls or tls, or leave User out");
        foreach (var problem in CheckLogin()) yield return problem;
    }

    private IEnumerable<(string Key, string Problem)> CheckLogin()
    {
        if (User is not null && Password is null && Token is null) yield return (nameof(Password), "is missing for the User given: set PasswordFile (or Password), or Token");
        if (User is null && (Password ?? Token) is not null) yield return (nameof(User), "is missing: a password or token goes with the name to log in with");
        if (Password is not null && Token is not null) yield return (nameof(Token), "and Password are both given: keep the one the server wants");
        if (Auth == "xoauth2" && Token is null && User is not null) yield return (nameof(Token), "is missing: xoauth2 logs in with an access token");
        if (Auth is "plain" or "login" && Token is not null) yield return (nameof(Auth), $"is {Auth}, which wants a password; a token goes with xoauth2 or auto");
        if (User?.Any(char.IsControl) is true || (Password ?? Token)?.Reveal().Any(char.IsControl) is true)
            yield return (nameof(User), "or its password holds a line break or another control character: is there a newline at the end of the file?");
    }
}
