using System.ComponentModel.DataAnnotations;
using Monitor.Worker.Delivering.Email.Mime;

namespace Monitor.Worker.Delivering.Email;

/// <summary>Mails: alerts and digests, through a server or into a folder.</summary>
public sealed class EmailOptions : ChannelOptions
{
    /// <summary>Whom the mails are from: <c>monitor@example.org</c> or <c>Monitor &lt;monitor@example.org&gt;</c>.</summary>
    [Required]
    public string From { get; set; } = "";

    /// <summary>Whom they go to, one mail each.</summary>
    [Required]
    [MinLength(1)]
    public IReadOnlyList<string> To { get; set; } = [];

    /// <summary>The server that takes them; this or <see cref="Pickup"/>.</summary>
    public SmtpOptions? Smtp { get; set; }

    /// <summary>The folder they are written into as .eml files instead; no server is needed.</summary>
    public string? Pickup { get; set; }

    /// <summary>What filters know the mails by; made of the channel's name and the sender's domain when not given.</summary>
    public string? ListId { get; set; }

    /// <summary>Whom a reader writes to in order to get no more of them; the sender when not given.</summary>
    public string? Unsubscribe { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check() =>
    [
        .. CheckMailbox(nameof(From), From),
        .. To.Index().SelectMany(to => CheckMailbox($"{nameof(To)}:{to.Index}", to.Item)),
        .. CheckTo(),
        .. CheckWay(),
        .. Smtp?.Check().Select(problem => ($"{nameof(Smtp)}:{problem.Key}", problem.Problem)) ?? [],
        .. Unsubscribe is { } address ? CheckMailbox(nameof(Unsubscribe), address) : [],
        .. CheckListId(),
    ];

    private static IEnumerable<(string Key, string Problem)> CheckMailbox(string key, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) yield return (key, "is missing: write an address such as monitor@example.org");
        else if (!Mailbox.TryParse(text, out _, out var problem)) yield return (key, problem);
    }

    private IEnumerable<(string Key, string Problem)> CheckTo()
    {
        if (To.Count == 0) yield return (nameof(To), "is empty: name at least one reader, such as ann@example.org");
        var twice = To.Select(text => Mailbox.TryParse(text, out var mailbox, out _) ? mailbox.Address : text)
            .CountBy(address => address, StringComparer.OrdinalIgnoreCase)
            .Where(count => count.Value > 1);
        foreach (var (address, _) in twice) yield return (nameof(To), $"names {HeaderText.Clean(address)} twice: keep one");
    }

    private IEnumerable<(string Key, string Problem)> CheckWay()
    {
        if (Smtp is null && string.IsNullOrWhiteSpace(Pickup))
            yield return (nameof(Smtp), "is missing: give a server (Smtp) or a folder to write .eml files into (Pickup)");
        if (Smtp is not null && Pickup is not null) yield return (nameof(Pickup), "and Smtp are both given: mails go one way, keep one");
    }

    private IEnumerable<(string Key, string Problem)> CheckListId()
    {
        if (ListId is { } id && !Mailbox.TryParse($"list@{id}", out _, out _))
            yield return (nameof(ListId), $"is letters, digits, hyphens and dots, such as mentions.example.org, not '{HeaderText.Clean(id)}'");
    }
}
