using System.Globalization;
using Monitor.Core.Delivering;
using Monitor.Core.Matching;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>Says a message as a letter: subject, heading and lead by what it is, the rest alike.</summary>
/// <param name="channel">The channel's name.</param>
/// <param name="unsubscribe">Whom to write to in order to leave.</param>
internal sealed class LetterWriter(string channel, string unsubscribe)
{
    private const int PreheaderLength = 109;
    private const int TitleLength = 80;
    private const int MostCounts = 8;

    public Letter Write(Message message, Reader reader) => message switch
    {
        DigestMessage digest when digest.Digest.Mentions == 0 => WriteEmpty(digest, reader),
        DigestMessage digest => WriteDigest(digest, reader),
        AlertMessage { Mentions.Count: 1 } alert => WriteAlert(alert, reader),
        AlertMessage burst => WriteBurst(burst, reader),
        _ => WriteTest(message, reader),
    };

    private Letter WriteDigest(DigestMessage message, Reader reader)
    {
        var (digest, phrases) = (message.Digest, reader.Phrases);
        var sites = Sites(digest.Sections);
        return new Letter
        {
            Reader = reader,
            Subject = phrases.DigestSubject(digest.Mentions, Counts(digest.Sections), digest.Slot.Date),
            Preheader = Reader.Line(phrases.Preheader(digest.Mentions, sites, digest.Failing.Count, Top(digest.Sections)), PreheaderLength),
            Kicker = Kicker(digest, phrases),
            Heading = phrases.Summary(digest.Mentions, sites),
            Leads = [.. Overview(digest.Sections), Window(digest, reader), .. Failing(digest, phrases)],
            Sections = digest.Sections,
            Troubles = Troubled.Of(digest, reader),
            Footer = Footer(message, reader),
            Titles = digest.QueryTitles,
        };
    }

    private Letter WriteEmpty(DigestMessage message, Reader reader)
    {
        var (digest, phrases) = (message.Digest, reader.Phrases);
        return new Letter
        {
            Reader = reader,
            Subject = digest.IsIncomplete ? phrases.IncompleteSubject(digest.Slot.Date) : phrases.EmptySubject(digest.Slot.Date),
            Preheader = Reader.Line(digest.IsIncomplete ? phrases.IncompleteParagraph : phrases.Preheader(0, 0, 0, ""), PreheaderLength),
            Kicker = Kicker(digest, phrases),
            Heading = digest.IsIncomplete ? phrases.IncompleteHeading : phrases.EmptyHeading,
            Leads = [Window(digest, reader), .. Failing(digest, phrases)],
            Paragraphs = [digest.IsIncomplete ? phrases.IncompleteParagraph : phrases.EmptyParagraph(digest.Sources)],
            Troubles = Troubled.Of(digest, reader),
            Footer = Footer(message, reader),
        };
    }

    private Letter WriteAlert(AlertMessage message, Reader reader)
    {
        var section = Sections(message)[0];
        var letter = new Letter { Reader = reader, Subject = "", Heading = "", Titles = message.QueryTitles };
        var headline = Reader.Line(MentionView.Of(section.Mentions[0], section.Query, letter).Title.Text, TitleLength);
        return letter with
        {
            Subject = reader.Phrases.AlertSubject(Reader.Line(section.Title, TitleLength), headline),
            Preheader = Reader.Line(Excerpt.Of(section.Mentions[0].Mention).Text, PreheaderLength),
            Heading = Reader.Line(section.Title, TitleLength),
            Sections = [section],
            HasSectionHeadings = false,
            Footer = Footer(message, reader),
        };
    }

    private Letter WriteBurst(AlertMessage message, Reader reader)
    {
        var (sections, phrases) = (Sections(message), reader.Phrases);
        return new Letter
        {
            Reader = reader,
            Subject = phrases.BurstSubject(message.Mentions.Count, Counts(sections)),
            Preheader = Reader.Line(phrases.Preheader(message.Mentions.Count, Sites(sections), 0, Top(sections)), PreheaderLength),
            Heading = phrases.Summary(message.Mentions.Count, Sites(sections)),
            Leads = [.. Overview(sections)],
            Sections = sections,
            Footer = Footer(message, reader),
            Titles = message.QueryTitles,
        };
    }

    private Letter WriteTest(Message message, Reader reader) => new()
    {
        Reader = reader,
        Subject = reader.Phrases.TestSubject(channel),
        Preheader = Reader.Line(reader.Phrases.TestParagraph(channel), PreheaderLength),
        Heading = reader.Phrases.TestHeading,
        Paragraphs = [reader.Phrases.TestParagraph(channel)],
        Footer = Footer(message, reader),
    };

    private static DigestSection[] Sections(AlertMessage message) =>
    [
        .. message.Mentions.GroupBy(stored => stored.Mention.Matches[0].Query, StringComparer.Ordinal)
            .Select(group => new DigestSection(group.Key, message.QueryTitles.GetValueOrDefault(group.Key, group.Key), [.. group])),
    ];

    private static string Kicker(Digest digest, Texts.IMailPhrases phrases) => $"{Reader.Line(digest.Name, TitleLength)} · {phrases.Day(digest.Slot.Date)}";

    private static string Window(Digest digest, Reader reader) =>
        reader.Phrases.Window(digest.Slot.From is { } from ? reader.Local(from) : null, reader.Local(digest.Slot.To));

    private static IEnumerable<string> Failing(Digest digest, Texts.IMailPhrases phrases) =>
        digest.Failing.Count > 0 ? [phrases.Failed(digest.Failing.Count, digest.Sources)] : [];

    private static IEnumerable<string> Overview(IReadOnlyList<DigestSection> sections) => Counts(sections) is { Length: > 1 } counts
        ? [string.Join(" · ", [.. counts.Take(MostCounts).Select(Counted), .. counts.Length > MostCounts ? ["…"] : Array.Empty<string>()])]
        : [];

    private static string Counted((string Title, int Count) query) => string.Create(CultureInfo.InvariantCulture, $"{query.Title} {query.Count}");

    private static (string Title, int Count)[] Counts(IReadOnlyList<DigestSection> sections) =>
        [.. sections.Where(section => section.Mentions.Count > 0).Select(section => (Reader.Line(section.Title, TitleLength / 2), section.Mentions.Count))];

    private static int Sites(IReadOnlyList<DigestSection> sections) => sections
        .SelectMany(section => section.Mentions)
        .Select(stored => Uri.TryCreate(stored.Mention.Document.Url, UriKind.Absolute, out var uri) ? uri.IdnHost : stored.Mention.Document.Source.Key)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Count();

    /// <summary>The mention told in most places, else the newest that has a title.</summary>
    private static string Top(IReadOnlyList<DigestSection> sections) => sections
        .SelectMany(section => section.Mentions)
        .Where(stored => !string.IsNullOrWhiteSpace(stored.Mention.Document.Title) && stored.Mention.Arrival == Arrival.Fresh)
        .MaxBy(stored => (stored.Copies, stored.Number)) is { } top
            ? Reader.Line(top.Mention.Document.Title, TitleLength)
            : "";

    private string[] Footer(Message message, Reader reader) =>
    [
        reader.Phrases.Footer(message.Address, reader.BaseUrl.Authority),
        reader.Phrases.Zone(reader.Zone.Id),
        reader.Phrases.Leave(unsubscribe),
    ];
}
