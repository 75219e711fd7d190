using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Delivering;
using Monitor.Worker.Delivering.Email.Mime;
using Monitor.Worker.Delivering.Email.Rendering;
using Monitor.Worker.Delivering.Texts;

namespace Monitor.Worker.Delivering.Email;

/// <summary>Turns messages into mails, without sending any: what is sent, what is previewed and what is tested are the same octets.</summary>
internal sealed class MailComposer(EmailOptions options, ChannelTools tools)
{
    /// <summary>Gmail cuts a page off at about 102,000 octets; a server with a lower limit gets a shorter page, the rest behind its links.</summary>
    private static readonly int[] Pages = [90_000, 60_000, 30_000, 12_000];

    private readonly Mailbox from = Mailbox.Parse(options.From);
    private readonly Mailbox leave = Mailbox.Parse(options.Unsubscribe ?? options.From);
    private readonly IMailPhrases phrases = MailPhrases.In(options.Language ?? tools.Language);

    /// <summary>The message as it goes over the wire, but for dot-stuffing.</summary>
    /// <param name="message">What to tell.</param>
    /// <param name="largest">Octets that the other side takes; when not even the shortest page fits, that is what comes.</param>
    public byte[] Compose(Message message, long largest = long.MaxValue)
    {
        var letter = new LetterWriter(options.Name, leave.Address).Write(message, ReaderOf(message));
        var octets = Array.Empty<byte>();
        foreach (var page in Pages)
        {
            octets = MailOf(message, letter, page).ToBytes();
            if (octets.LongLength <= largest) break;
        }

        return octets;
    }

    /// <summary>A name for the mail that stays through retries and is fit for a file.</summary>
    public static string Label(Message message)
    {
        var what = message switch
        {
            DigestMessage { Digest: var digest } => string.Create(CultureInfo.InvariantCulture, $"{digest.Slot.Date:yyyy-MM-dd}-{Atom(digest.Name)}"),
            AlertMessage alert => string.Create(CultureInfo.InvariantCulture, $"{alert.Mentions[^1].Mention.Document.Seen.UtcDateTime:yyyy-MM-dd-HHmm}-alert"),
            _ => "test",
        };
        return $"{what}-{Hash($"{message.Id} {message.Address}")}";
    }

    private Mail MailOf(Message message, Letter letter, int page)
    {
        var selection = HtmlLetter.Fit(letter, page);
        var to = Mailbox.Parse(message.Address);
        return new Mail
        {
            From = from,
            To = to,
            Subject = letter.Subject,
            Date = letter.Reader.Local(tools.Time.GetUtcNow()),
            MessageId = $"{Atom(message.Id)}.{Hash(to.Address)}@{from.Domain}",
            SeriesRoot = message is DigestMessage { Digest.Name: var name } ? $"digest.{Hash(name)}.{Hash(to.Address)}@{from.Domain}" : null,
            ListName = options.Name,
            ListId = options.ListId ?? $"{Atom(options.Name)}.monitor.{from.Domain}",
            Unsubscribe = leave,
            Language = phrases.Language,
            Text = TextLetter.Render(letter, selection),
            Html = HtmlLetter.Render(letter, selection),
        };
    }

    private Reader ReaderOf(Message message)
    {
        var zone = (message as DigestMessage)?.Digest.Zone ?? tools.Zone;
        return new Reader(phrases, zone, TimeZoneInfo.ConvertTime(tools.Time.GetUtcNow(), zone).Year, tools.BaseUrl);
    }

    /// <summary>Letters, digits and hyphens as they are; anything else as its hash, so that two names never become one.</summary>
    private static string Atom(string name) =>
        name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? name : Hash(name);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
