using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Email;

namespace Monitor.Worker.Tests.Delivering.Email;

/// <summary>A morning's mail about the made-up company Acme: French and English, feeds and forums, emoji, right-to-left, trouble.</summary>
internal static class Sample
{
    public const string Reader = "ann@example.org";

    private static readonly SourceIdentity Press = new("press", "feed", "https://blog.example.org/feed.xml");
    private static readonly SourceIdentity HackerNews = new("hn", "hackernews");
    private static readonly SourceIdentity Fedi = new("fedi", "mastodon", "acme");
    private static readonly SourceIdentity Shop = new("shop", "webpage");

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 7, 0, 4, TimeSpan.Zero);

    public static TimeZoneInfo Paris { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static ChannelTools Tools(string language = "en", string directory = "/tmp", TimeProvider? time = null) =>
        new(new ScriptedGate(), time ?? new VirtualClock(Now), language, Paris, new Uri("https://monitor.example.org/"), directory);

    public static EmailOptions Options(string? language = null) => new()
    {
        Name = "mail",
        Type = "email",
        From = "Monitor <monitor@example.org>",
        To = [Reader],
        Language = language,
        Pickup = "mail",
    };

    public static DigestMessage Digest(params DigestSection[] sections) => new("0123456789abcdef0123456789abcdef", Reader, new Digest
    {
        Name = "morning",
        Slot = new ClosedSlot("morning", new DateOnly(2026, 11, 22), Now.AddDays(-1), Now),
        Zone = Paris,
        Sections = sections,
        QueryTitles = Titles,
        Sources = 14,
    });

    public static DigestMessage Troubled(DigestMessage message) => message with
    {
        Digest = message.Digest with
        {
            Failing =
            [
                new SourceMemory(new SourceIdentity("fedi", "mastodon", "rocket"), Cursor.Start, Now.AddDays(-40), Now.AddHours(-9), 12, SourceFault.Denied, "social.example refused the token (401): make a new one in Preferences › Development and set AccessTokenFile.", Now),
                new SourceMemory(new SourceIdentity("forum", "feed", "https://forum.example.net/rss"), Cursor.Start, null, null, 3, SourceFault.Malformed, "https://forum.example.net/rss answers with a web page, not a feed: <html><title>Wartung</title>", Now),
            ],
            Gaps =
            [
                new SourceGap(Press, new Gap(Now.AddHours(-17), Now.AddHours(-16).AddMinutes(-20), "the feed held only its newest 20 entries, older ones had gone before they were seen")),
                new SourceGap(HackerNews, new Gap(Now.AddHours(-9), Now, "Hacker News search finds nothing, not even ‘software’: it is not believed until it does.") { State = GapState.Open }),
                new SourceGap(Shop, new Gap(Now.AddDays(-3), Now.AddHours(-20), "") { State = GapState.MadeGood }),
            ],
            Silences =
            [
                new SourceSilence(new SourceIdentity("trade", "feed", "https://trade.example.com/rss"), new Silence(Now.AddDays(-6), TimeSpan.FromHours(5), Now.AddHours(-3))),
                new SourceSilence(new SourceIdentity("wire", "feed"), new Silence(Now.AddDays(-9), TimeSpan.FromDays(1), Now.AddDays(-4), Now.AddHours(-2))),
            ],
        },
    };

    /// <summary>Three queries, twelve mentions, two failing sources, one gap.</summary>
    public static DigestMessage Morning() => Troubled(Digest(
        new DigestSection("acme", "Acme Corp", [.. Acme()]),
        new DigestSection("rivals", "Rivals & look-alikes", [.. Rivals()]),
        new DigestSection("people", "L’équipe d’Acme", [.. People()])));

    public static AlertMessage Alert(params StoredMention[] mentions) => new("fedcba9876543210fedcba9876543210", Reader, mentions, Titles);

    public static Dictionary<string, string> Titles { get; } = new(StringComparer.Ordinal)
    {
        ["acme"] = "Acme Corp", ["rivals"] = "Rivals & look-alikes", ["people"] = "L’équipe d’Acme",
    };

    public static StoredMention Mention(
        long number, string query, Document document, string[] terms, int copies = 0, Arrival arrival = Arrival.Fresh, string? alsoFits = null)
    {
        List<Match> matches = [new(query, [.. terms.SelectMany(term => Spans(document, term))])];
        if (alsoFits is not null) matches.Add(new Match(alsoFits, []));
        return new StoredMention(number, new Mention(document, matches, arrival), copies);
    }

    public static Document Document(SourceIdentity source, string title, string body, string url = "https://example.org/a", Author? author = null, ItemType type = ItemType.Article, double hours = -3) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Source = source,
        Title = title,
        Body = body,
        Url = url,
        Author = author ?? Author.Unknown,
        Type = type,
        Published = Now.AddHours(hours),
        Seen = Now.AddHours(Math.Max(hours, -20)).AddMinutes(2),
    };

    public static StoredMention Plain(long number, string title, string body) =>
        Mention(number, "acme", Document(Press, title, body), ["acme"]);

    /// <summary>So many ordinary mentions of one query.</summary>
    public static IEnumerable<StoredMention> Many(int count) => Enumerable.Range(1, count).Select(index => Plain(
        index,
        $"Acme Corp opens its {index}th shop & everybody “queues” for hours",
        string.Concat(Enumerable.Repeat("Il était une fois <b>Acme</b> & ses boutiques, où l’on fait la queue. ", 12))));

    public static IEnumerable<StoredMention> Acme() =>
    [
        Mention(12, "acme", Document(Press, "Acme Corp ouvre une usine de fusées à Toulouse", "C’est officiel : après deux ans de rumeurs, Acme Corp s’installe à Toulouse. L’usine emploiera 300 personnes dès l’été prochain et produira les fameuses fusées à réaction du catalogue, explique sa directrice. « Nous avions le choix entre six villes », dit-elle ; la région promet une ligne de tramway, et les riverains, eux, demandent surtout des murs très épais.", "https://blog.example.org/2026/11/acme-corp-toulouse?page=1&lang=fr", new Author("Élodie Martin")), ["Acme Corp"], copies: 3),
        Mention(11, "acme", Document(HackerNews, "Show HN: I reverse-engineered the Acme rocket skates", "The firmware of the Acme Corp skates is a 2,000 line state machine with a single unreachable state called BRAKE. <script>alert('x')</script> is also what the serial number field accepts, by the way.", "https://news.example.com/item?id=4242", new Author("", "wile_e"), ItemType.Article, -5), ["Acme", "Acme Corp"], alsoFits: "people"),
        Mention(10, "acme", Document(Fedi, "", "Commandé lundi, livré mardi, explosé mercredi 💥🚀 Merci @acme@example.social, service après-vente toujours aussi réactif ! #AcmeCorp #fusée 👩‍🚀👨‍👩‍👧‍👦", "https://social.example/@beep/1122", new Author("Bip Bip 🐦", "beep@social.example", "", 1200), ItemType.Post, -6.5), ["Acme"]),
        Mention(9, "acme", Document(Press, "شركة Acme Corp تفتتح مصنعًا جديدًا", "أعلنت شركة Acme Corp اليوم عن افتتاح مصنع جديد لإنتاج الصواريخ، وقالت المديرة إن الإنتاج سيبدأ في الصيف المقبل.", "https://akhbar.example/صواريخ/1", new Author("ليلى حداد"), hours: -9), ["Acme Corp"]),
        Mention(8, "acme", Document(Shop, "Rückrufaktion: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-konforme Acme-Dynamitstangenverlängerungskabeltrommelhalterung", "https://intranet.example/very/long/path/without/any/break/at/all/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa Acme", "https://xn--mnchen-3ya.example/rueckruf", type: ItemType.Page, hours: -11), ["Acme"], arrival: Arrival.Baseline),
        Mention(7, "acme", Document(HackerNews, "", "I worked at Acme Corp for six years. The anvils were fine; it was the delivery drones that never looked down.", "https://news.example.com/item?id=4243", new Author("", "sam"), ItemType.Comment, -14), ["Acme Corp"]),
        Mention(6, "acme", Document(Press, "Ten years ago: the first Acme catalogue", "A look back at the day the first Acme Corp catalogue came out, printed on paper that could also be painted as a tunnel.", "https://archive.example.net/2016/acme", hours: -24 * 3653), ["Acme"], arrival: Arrival.Late),
    ];

    public static IEnumerable<StoredMention> Rivals() =>
    [
        Mention(5, "rivals", Document(Press, "Ajax & Sons undercuts everybody with a <half-price> anvil", "Ajax & Sons announced an anvil at half the price: \"it is half the weight\", a spokesman said, \"which customers have asked for\".", "https://trade.example.com/ajax", new Author("Sam O’Neil", "sam"), hours: -4), ["Ajax & Sons"]),
        Mention(4, "rivals", Document(HackerNews, "Ask HN: Acmé or Acme? Somebody sells fakes", "A shop called Acmé (note the accent) sells tunnels that are only painted on. Be careful.", "https://news.example.com/item?id=4250", new Author("", "roadrunner"), ItemType.Question, -8), ["Acmé"], copies: 1),
        Mention(3, "rivals", Document(Fedi, "", "アヤックスの金床、軽い！でも落としても痛くない。Ajax & Sons は新しい。", "https://social.example/@neko/99", new Author("ねこ", "neko@social.example"), ItemType.Post, -10), ["Ajax & Sons"]),
    ];

    public static IEnumerable<StoredMention> People() =>
    [
        Mention(2, "people", Document(Press, "Entretien : Jeanne Dupré, la directrice qui aime les enclumes", "Jeanne Dupré reçoit dans son bureau, entre deux maquettes de falaise. « On tombe, on se relève », sourit-elle.", "https://magazine.example.fr/entretien-jeanne-dupre", new Author("Rédaction"), hours: -7), ["Jeanne Dupré"]),
        Mention(1, "people", Document(Shop, "", "", "https://acme.example/team", type: ItemType.Page, hours: -12), []),
    ];

    private static IEnumerable<Span> Spans(Document document, string term)
    {
        foreach (var (field, text) in new[] { (Field.Title, document.Title), (Field.Body, document.Body) })
        {
            for (var at = text.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(term, at + term.Length, StringComparison.OrdinalIgnoreCase))
                yield return new Span(field, at, term.Length, term.ToLowerInvariant());
        }
    }
}
