using System.Text;

namespace Monitor.Worker.Delivering.Email.Mime;

/// <summary>One mail to one mailbox, as multipart/alternative: the text first, the page second (RFC 2046, 5.1.4).</summary>
internal sealed record Mail
{
    public required Mailbox From { get; init; }

    public required Mailbox To { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>Without the angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message-id every mail of a series refers to, so that the series is one thread; null when it stands alone.</summary>
    public string? SeriesRoot { get; init; }

    /// <summary>What filters know the list by (RFC 2919): a dot-atom, without the angle brackets.</summary>
    public required string ListId { get; init; }

    public required string ListName { get; init; }

    /// <summary>Whom a reader writes to in order to leave (RFC 2369).</summary>
    public required Mailbox Unsubscribe { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>The message with CRLF, 7-bit clean, no line over 78 but what cannot be folded; not dot-stuffed.</summary>
    public byte[] ToBytes()
    {
        // "=_" cannot occur in quoted-printable, so no content ever holds the boundary.
        var boundary = $"=_{MessageId[..Math.Min(MessageId.IndexOf('@', StringComparison.Ordinal), 48)]}";
        var message = new StringBuilder(Header(boundary).ToString());
        Append(message, boundary, "text/plain", Text);
        Append(message, boundary, "text/html", Html);
        return Encoding.ASCII.GetBytes(message.Append(Invariant($"\r\n--{boundary}--\r\n")).ToString());
    }

    /// <summary>
    /// Without <c>Precedence</c>, which RFC 2076 discourages: List-Id, Auto-Submitted (RFC 3834) and Exchange's header keep auto-replies away.
    /// Without <c>List-Unsubscribe-Post</c>: RFC 8058 promises an address that acts on one POST.
    /// </summary>
    private HeaderBlock Header(string boundary)
    {
        var header = new HeaderBlock()
            .Add("Date", Date)
            .Add("From", From)
            .Add("To", To)
            .AddText("Subject", Subject)
            .Add("Message-ID", $"<{MessageId}>");
        if (SeriesRoot is not null) header.Add("References", $"<{SeriesRoot}>");
        return header
            .AddPhrase("List-Id", ListName, ListId)
            .Add("List-Unsubscribe", $"<mailto:{Uri.EscapeDataString(Unsubscribe.Local)}@{Unsubscribe.Domain}?subject=unsubscribe>")
            .Add("Auto-Submitted", "auto-generated")
            .Add("X-Auto-Response-Suppress", "All")
            .Add("Content-Language", Language)
            .Add("MIME-Version", "1.0")
            .Add("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
    }

    private static void Append(StringBuilder message, string boundary, string type, string content) => message
        .Append(Invariant($"\r\n--{boundary}\r\n"))
        .Append(new HeaderBlock().Add("Content-Type", $"{type}; charset=utf-8").Add("Content-Transfer-Encoding", "quoted-printable"))
        .Append("\r\n")
        .Append(QuotedPrintable.Encode(content));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
