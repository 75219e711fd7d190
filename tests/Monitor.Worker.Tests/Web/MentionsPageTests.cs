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
        Assert.Contains("Why: acme", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org/1\"", page, StringComparison.Ordinal);
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
        var view = new MentionsView([], [memory], [new SourceGap(Source, new Gap(at, at.AddMinutes(40), "It was down."))], Titles(), null, null);

        var page = new MentionsPage(PagePhrases.Of("fr"), TimeZoneInfo.Utc).Render(view);

        Assert.Contains("3 échecs de suite\u00A0:", page, StringComparison.Ordinal);
        Assert.Contains("401: the token is refused.", page, StringComparison.Ordinal);
        Assert.Contains("It was down.", page, StringComparison.Ordinal);
    }

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
