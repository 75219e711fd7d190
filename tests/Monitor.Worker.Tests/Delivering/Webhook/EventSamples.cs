using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Delivering.Webhook;
using Monitor.Worker.Tests.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Webhook;

internal static class EventSamples
{
    public static EventWriter Writer(string language = "en") => new("crm", WebhookPhrases.For(language), Samples.Page, new VirtualClock(Samples.Morning));

    /// <summary>A post that has all that a mention can have.</summary>
    public static StoredMention Full()
    {
        var document = new Document
        {
            Id = "tag:example.social,2026:42",
            Source = new SourceIdentity("fedi", "mastodon", "acme"),
            Type = ItemType.Post,
            Url = "https://example.social/@ann/42",
            Title = "L’été chez Acme",
            Body = "Aujourd’hui, Acme ouvre <b>sa</b> première boutique. 🚀",
            Author = new Author("Ann Lee", "ann@example.social", "https://example.social/@ann", 1200),
            Language = "fr",
            Tags = ["acme", "boutique"],
            Links = [new Link(["https://short.example/x", "https://acme.example/boutique"])],
            Score = 12,
            Published = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(1)),
            Seen = Samples.Morning.AddMinutes(1),
        };
        IReadOnlyList<Match> matches =
        [
            new("acme", [new(Field.Title, 11, 4, "acme"), new(Field.Body, 13, 4, "acme"), new(Field.Links, 8, 12, "link:acme.example", 1)]),
            new("french", []),
        ];
        return new StoredMention(17, new Mention(document, matches, Arrival.Fresh), 14);
    }

    public static StoredMention Long(int number) => Samples.Mention(Samples.Document(body: $"Acme {string.Concat(Enumerable.Repeat("opens one shop after the other ", 60))}", url: $"https://news.example.org/{number}")) with { Number = number };

    public static DigestMessage Digest(params IReadOnlyList<StoredMention> mentions)
    {
        var message = Samples.Digest(new DigestSection("acme", "Acme Corp", mentions));
        return message with
        {
            Digest = message.Digest with
            {
                QueryTitles = Samples.Titles,
                Failing = [SourceMemory.None(new SourceIdentity("forum", "feed")) with { Failures = 3, Fault = SourceFault.Gone, LastSuccess = Samples.Morning.AddDays(-2), Problem = "forum.example.net answered 404: nothing is at this address; check it." }],
                Gaps = [new SourceGap(new SourceIdentity("press", "feed"), new Gap(Samples.Morning.AddHours(-3), Samples.Morning.AddHours(-2), ""))],
                Silences = [new SourceSilence(new SourceIdentity("hn", "hackernews"), new Silence(Samples.Morning.AddDays(-3), TimeSpan.FromHours(2), Samples.Morning.AddDays(-1)))],
            },
        };
    }
}
