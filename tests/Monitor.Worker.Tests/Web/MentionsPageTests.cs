using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Web;

namespace Monitor.Worker.Tests.Web;

public sealed class MentionsPageTests
{
    private static readonly SourceIdentity Source = new("press", "feed");

    [Fact]
    public void Marks_what_matched_and_says_why()
    {
        var page = Render(Mention("News of Acme", "The Acme shop opens.", "https://example.org/1"));

        Assert.Contains("The <mark>Acme</mark> shop opens.", page, StringComparison.Ordinal);
        Assert.Contains("Why: acme (text)<", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org/1\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_the_title_and_says_of_every_query_why_it_fits()
    {
        var found = Mention("News of Acme", "The Acme shop opens.", "https://example.org/1");
        var title = new Match("acme", [new Span(Field.Title, 8, 4, "acme"), new Span(Field.Body, 4, 4, "acme")]);
        var page = Render(found with { Mention = found.Mention with { Matches = [title, new Match("shops", [new Span(Field.Body, 9, 4, "shop")]), new Match("english", [])] } });

        Assert.Contains("News of <mark>Acme</mark></a>", page, StringComparison.Ordinal);
        Assert.Contains("Why: Acme Corp – acme (title, text) · shops – shop (text) · english – fits the query’s conditions<", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ann Lee", "ann@example.social", "Post · Ann Lee (@ann@example.social)")]
    [InlineData("", "ann", "Post · @ann")]
    [InlineData(" ", "", "Post · press")]
    public void A_mention_without_a_title_has_words_to_click(string name, string handle, string label)
    {
        var found = Mention(" ", "Acme.", "https://example.org/1");
        var post = found.Mention.Document with { Type = ItemType.Post, Author = new Author(name, handle) };

        Assert.Contains($">{label}</a></h2>", Render(found with { Mention = found.Mention with { Document = post } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_repeat_a_date_from_the_future()
    {
        var found = Mention("Acme", "Acme.", "https://example.org/1");
        var eager = found.Mention.Document with { Published = DateTimeOffset.UnixEpoch.AddYears(90) };

        Assert.Contains("Acme Corp · press · 1 Jan 1970, 00:00<", Render(found with { Mention = found.Mention with { Document = eager } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mention_can_be_linked_to() =>
        Assert.Contains("id=\"m5000000000\"", Render(Mention("Acme", "Acme.", "https://example.org/1") with { Number = 5_000_000_000 }), StringComparison.Ordinal);

    [Fact]
    public void Says_who_wrote_it()
    {
        var found = Mention("Acme", "Acme.", "https://example.org/1");
        var article = found.Mention.Document with { Author = new Author("Ann Lee") };

        Assert.Contains("Acme Corp · press · Ann Lee · 1 Jan 1970, 00:00<", Render(found with { Mention = found.Mention with { Document = article } }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_menu_says_what_is_shown_and_leads_to_the_sources()
    {
        var page = new MentionsPage(PagePhrases.Of("en"), TimeZoneInfo.Utc).Render(new MentionsView([], [], [], Titles(), null, null));

        Assert.Contains("<a href=\".\" aria-current=\"page\">All</a> <a href=\"?query=acme\">Acme Corp</a> <a href=\"#sources\">Sources</a></nav>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</title><svg onload=alert(1)>")]
    [InlineData("&lt;script&gt;' onmouseover='x")]
    public void Nothing_a_stranger_wrote_is_markup(string payload)
    {
        var page = Render(Mention(payload, payload, $"https://example.org/?{payload}"));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("' onmouseover", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("")]
    public void Only_addresses_of_the_web_become_links(string address) =>
        Assert.DoesNotContain("rel=\"noreferrer", Render(Mention("Acme", "Acme", address)), StringComparison.Ordinal);

    [Fact]
    public void Shows_failing_sources_and_what_could_not_be_seen()
    {
        var at = DateTimeOffset.Parse("2026-11-22T14:00:00Z");
        var memory = SourceMemory.None(Source) with { Failures = 3, Problem = "401: the token is refused." };
        var view = new MentionsView([], [Sight.Of(memory, TimeSpan.FromMinutes(15), at)], [new SourceGap(Source, new Gap(at, at.AddMinutes(40), "It was down."))], Titles(), null, null);

        var page = new MentionsPage(PagePhrases.Of("fr"), TimeZoneInfo.Utc).Render(view);

        Assert.Contains("3 échecs de suite\u00A0:", page, StringComparison.Ordinal);
        Assert.Contains("401: the token is refused.", page, StringComparison.Ordinal);
        Assert.Contains("It was down.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_how_well_each_source_is_seen()
    {
        var noon = DateTimeOffset.Parse("2026-11-22T12:00:00Z");
        var seen = SourceMemory.None(Source) with { LastSuccess = noon, FirstContact = noon, Covered = new Stretch(noon.AddDays(-3), noon) };
        var rhythm = Enumerable.Range(1, 200).Aggregate(Rhythm.Unknown.Restarted(noon.AddDays(-40)), (rhythm, count) => rhythm.Heard(noon.AddDays(-40).AddHours(4 * count)));

        var fine = Page(Sight.Of(seen, TimeSpan.FromMinutes(15), noon));
        var unseen = Page(Sight.Of(seen, TimeSpan.FromMinutes(15), noon.AddDays(2)));
        var quiet = Page(Sight.Of(seen with { Rhythm = rhythm }, TimeSpan.FromMinutes(15), noon));

        Assert.Contains("last seen 22 Nov 2026, 12:00, without a gap since 19 Nov 2026, 12:00", fine, StringComparison.Ordinal);
        Assert.Contains("in sight", fine, StringComparison.Ordinal);
        Assert.Contains("not seen since 22 Nov 2026, 12:00: nobody looked", unseen, StringComparison.Ordinal);
        Assert.Contains("usually something is new about every 4 hours", quiet, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_in_French_when_a_source_was_seen()
    {
        var first = DateTimeOffset.Parse("2026-11-01T12:05:00Z");
        var seen = SourceMemory.None(Source) with { LastSuccess = first, FirstContact = first, Covered = new Stretch(first.AddDays(-3), first) };
        var view = new MentionsView([], [Sight.Of(seen, TimeSpan.FromMinutes(15), first)], [], Titles(), null, null);

        Assert.Contains(
            "vue pour la dernière fois le 1er nov. 2026 à 12\u00a0h\u00a005, sans interruption depuis le 29 oct. 2026 à 12\u00a0h\u00a005",
            new MentionsPage(PagePhrases.Of("fr"), TimeZoneInfo.Utc).Render(view),
            StringComparison.Ordinal);
    }

    private static string Page(Sight sight) => new MentionsPage(PagePhrases.Of("en"), TimeZoneInfo.Utc).Render(new MentionsView([], [sight], [], Titles(), null, null));

    private static string Render(StoredMention mention) =>
        new MentionsPage(PagePhrases.Of("en"), TimeZoneInfo.Utc).Render(new MentionsView([mention], [], [], Titles(), "acme", 7));

    private static Dictionary<string, string> Titles() => new() { ["acme"] = "Acme Corp" };

    private static StoredMention Mention(string title, string body, string url)
    {
        var document = new Document { Id = "1", Source = Source, Title = title, Body = body, Url = url, Seen = DateTimeOffset.UnixEpoch };
        var start = Math.Max(0, body.IndexOf("Acme", StringComparison.Ordinal));
        return new StoredMention(1, new Mention(document, [new Match("acme", [new Span(Field.Body, start, Math.Min(4, body.Length), "acme")])], Arrival.Fresh), 0);
    }
}
