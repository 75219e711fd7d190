using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Slack;

internal static class Samples
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    public static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    public static readonly Uri Page = new("https://monitor.example.org/");

    public static readonly IReadOnlyDictionary<string, string> Titles = new Dictionary<string, string>
    {
        ["acme"] = "Acme Corp",
        ["rival"] = "The rival",
    };

    public static SlackBlocks Blocks(string language = "en") => new("team", SlackPhrases.For(language), Paris, Page);

    public static Document Document(string title = "Acme opens a shop", string body = "Today Acme opened its first shop.", string url = "https://news.example.org/acme?id=1") => new()
    {
        Id = "1",
        Source = new SourceIdentity("press", "feed"),
        Url = url,
        Title = title,
        Body = body,
        Author = new Author("Ann Lee", "ann@example.social", "", 1200),
        Published = Morning,
        Seen = Morning.AddMinutes(5),
    };

    public static StoredMention Mention(Document? document = null, int copies = 0, params string[] queries)
    {
        document ??= Document();
        var matches = (queries.Length == 0 ? ["acme"] : queries).Select(query => new Match(query, Spans(document)));
        return new StoredMention(1, new Mention(document, [.. matches], Arrival.Fresh), copies);
    }

    public static AlertMessage Alert(params IReadOnlyList<StoredMention> mentions) => new("0123456789abcdef0123456789abcdef", "", mentions, Titles);

    public static DigestMessage Digest(params IReadOnlyList<DigestSection> sections) => new("0123456789abcdef0123456789abcdef", "", new Digest
    {
        Name = "Morning",
        Slot = new ClosedSlot("morning", new DateOnly(2026, 11, 22), Morning.AddDays(-1), Morning),
        Zone = Paris,
        Sections = sections,
        Sources = 14,
    });

    private static IReadOnlyList<Span> Spans(Document document) =>
    [
        .. Every(Field.Title, document.Title),
        .. Every(Field.Body, document.Body),
    ];

    private static IEnumerable<Span> Every(Field field, string text)
    {
        for (var at = text.IndexOf("Acme", StringComparison.Ordinal); at >= 0; at = text.IndexOf("Acme", at + 1, StringComparison.Ordinal))
            yield return new Span(field, at, 4, "acme");
    }
}
