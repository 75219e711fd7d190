using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Tests.Storing;

/// <summary>Made-up sources, documents and hauls.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly SourceIdentity Press = new("press", "feed", "https://press.example.org/feed");

    public static readonly SourceIdentity Forum = new("forum", "feed");

    public static readonly Recipient Slack = new("team-slack");

    public static readonly Recipient Ann = new("mail", "ann@example.org");

    public static readonly Recipient Bob = new("mail", "bob@example.org");

    public static Document Document(string id, SourceIdentity? source = null, string? url = null, DateTimeOffset? seen = null) => new()
    {
        Id = id,
        Source = source ?? Press,
        Url = url ?? $"https://example.org/{id}",
        Title = $"Acme and {id}",
        Body = "Somebody wrote about Acme.",
        Seen = seen ?? Noon,
    };

    public static RoutedMention Mention(Document document, IReadOnlyList<Recipient>? alerts = null, string? digest = null, params string[] queries) =>
        new(
            new Mention(
                document,
                [.. (queries.Length == 0 ? ["acme"] : queries).Select(query => new Match(query, [new Span(Field.Title, 0, 4, "acme")]))],
                Arrival.Fresh),
            alerts ?? [],
            digest is null ? [] : [digest]);

    public static Haul Haul(IReadOnlyList<RoutedMention> mentions, SourceIdentity? source = null, DateTimeOffset? at = null, params Document[] others) => new()
    {
        Source = source ?? Press,
        Cursor = new Cursor("after"),
        At = at ?? Noon,
        Due = (at ?? Noon).AddMinutes(10),
        Documents = [.. mentions.Select(routed => routed.Mention.Document), .. others],
        Mentions = mentions,
    };

    public static Haul Haul(params Document[] documents) => Haul([], null, null, documents);

    /// <summary>One alert for each id, to each of the recipients.</summary>
    public static Haul Alerts(IEnumerable<string> ids, params Recipient[] recipients) =>
        Haul([.. ids.Select(id => Mention(Document(id), recipients))]);

    /// <summary>One entry of the digest for each id.</summary>
    public static Haul Entries(string digest, params IEnumerable<string> ids) =>
        Haul([.. ids.Select(id => Mention(Document(id), digest: digest))]);

    public static LeaseTerms Terms(DateTimeOffset? now = null, int burst = 5, string owner = "process-1") =>
        new(owner, now ?? Noon, (now ?? Noon).AddMinutes(2), burst);

    public static Settlement Sent(DateTimeOffset at) => new(DeliveryState.Sent, at, null, "ok");

    public static ClosedSlot Slot(string digest, int day, DateTimeOffset? from = null) =>
        new(digest, new DateOnly(2026, 3, day), from, new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.Zero));
}
