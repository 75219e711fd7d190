using AngleSharp.Dom;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Delivering.Email;
using Document = Monitor.Core.Normalizing.Document;

namespace Monitor.Worker.Tests.Delivering.Email;

public sealed class HtmlLetterTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>", "</td></tr></table><h1>mine</h1>", "<!--", "--><b>x", "<![endif]-->",
        "]]>", "</title><script>", "</style><script>", "javascript:alert(1)", "&lt;b&gt;", "&#x3c;script&#x3e;", "<a href=\"https://evil.example\">bank</a>", "\u202Eevil", "\u2066\u2067",
        "<plaintext>", "{{7*7}}", "\0<b\0>", "\ud800", "<meta http-equiv=refresh content=0>", "expression(alert(1))", "a\"style=\"display:none", "<noscript><p title=\"</noscript><img src=x>\">",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(5_000)]
    [InlineData(10_000)]
    public void Fits_however_many_mentions_there_are_and_links_to_the_rest(int count)
    {
        var message = Sample.Digest(count == 0 ? [] : [new DigestSection("acme", "Acme Corp", [.. Sample.Many(count)])]);
        var page = LetterLint.Check(Html(message));
        var shown = page.QuerySelectorAll("h3").Length;
        Assert.Equal(count, shown + Rest(page));
        if (count >= 50) Assert.InRange(shown, 30, 200);
        if (count == 0) Assert.Contains("Nothing new", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_noisy_query_does_not_push_out_a_quiet_one()
    {
        var message = Sample.Digest(
            new DigestSection("noisy", "Noisy", [.. Sample.Many(5_000)]),
            new DigestSection("quiet", "Quiet", [Sample.Plain(1, "The only one", "acme")]));
        Assert.Contains("The only one", Html(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_queries_fit_too()
    {
        var sections = Enumerable.Range(0, 1_000).Select(index => new DigestSection($"q{index}", $"Query {index}", [Sample.Plain(index, $"Title {index}", "acme")]));
        var page = LetterLint.Check(Html(Sample.Digest([.. sections])));
        Assert.Equal(1_000, page.QuerySelectorAll("h3").Length + Rest(page));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Is_made_of_what_mail_clients_bear_alone(string language)
    {
        foreach (var message in new Message[] { Sample.Morning(), Sample.Digest(), Sample.Alert(Sample.Acme().First()), Sample.Alert([.. Sample.Acme()]), new TestMessage("1", Sample.Reader) })
        {
            var page = LetterLint.Check(Html(message, language));
            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(page.Title!);
            Assert.Single(page.QuerySelectorAll("h1"));
        }
    }

    [Fact]
    public void Every_letter_has_a_colour_of_its_own_where_the_sheet_is_dropped()
    {
        var page = LetterLint.Check(Html(Sample.Morning()));
        var bare = page.QuerySelectorAll("td *").Where(element => element.ChildNodes.Any(node => node is IText text && !string.IsNullOrWhiteSpace(text.Data)))
            .Where(element => !Lineage(element).TakeWhile(around => around.LocalName != "td").Any(around => LetterLint.Style(around).Any(style => style.Property == "color")));
        Assert.Empty(bare.Select(element => element.OuterHtml));
    }

    [Fact]
    public void What_has_a_colour_in_the_light_has_one_in_the_dark()
    {
        var page = LetterLint.Check(Html(Sample.Morning()));
        string[] letters = ["text", "muted", "link", "badge", "hit", "alarm"];
        string[] grounds = ["bg-page", "bg-card", "bg-badge", "bg-hit", "bg-alarm"];
        foreach (var element in page.QuerySelectorAll("body, body *").Where(element => element.LocalName != "td"))
        {
            var styles = LetterLint.Style(element).Select(style => style.Property).ToHashSet();
            if (styles.Contains("color") && element.LocalName is not "span") Assert.True(letters.Any(element.ClassList.Contains), element.OuterHtml);
            if (styles.Contains("background-color")) Assert.True(grounds.Any(element.ClassList.Contains), element.OuterHtml);
        }
    }

    [Fact]
    public void Shows_what_matched_why_where_and_by_whom()
    {
        var page = LetterLint.Check(Html(Sample.Morning()));
        var first = page.QuerySelector("h3")!.ParentElement!;
        Assert.Equal("Acme Corp ouvre une usine de fusées à Toulouse", page.QuerySelector("h3 a")!.TextContent);
        Assert.Equal("https://blog.example.org/2026/11/acme-corp-toulouse?page=1&lang=fr", page.QuerySelector("h3 a")!.GetAttribute("href"));
        Assert.Contains("blog.example.org · Feed (press) · Élodie Martin · 22 Nov, 05:00", first.TextContent, StringComparison.Ordinal);
        Assert.Equal("Acme Corp", first.QuerySelector("h3 a b.hit")!.TextContent);
        Assert.Equal("Acme Corp", first.QuerySelector("p b.hit")!.TextContent);
        Assert.Contains("Why: “acme corp” (title, text) · also in 3 other places", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("found at first look", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("older", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("also fits “L’équipe d’Acme”: fits the query’s conditions", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_of_every_query_why_it_fits()
    {
        var found = Sample.Acme().First();
        var document = found.Mention.Document with { Links = [new Link(["https://t.co/k3", "https://acme.com/k3"])] };
        var mention = found.Mention with { Document = document, Matches = [.. found.Mention.Matches, new Match("people", [new Span(Field.Links, 8, 8, "acme.com", 1)])] };
        var text = LetterLint.Check(Html(Sample.Alert(found with { Mention = mention }))).Body!.TextContent;
        Assert.Contains("also fits “L’équipe d’Acme”: “acme.com” (t.co/k3 → acme.com/k3)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_what_failed_and_what_could_not_be_seen()
    {
        var text = LetterLint.Check(Html(Sample.Troubled(Sample.Digest()))).Body!.TextContent;
        Assert.Contains("2 of 14 sources failed", text, StringComparison.Ordinal);
        Assert.Contains("fedi (rocket): social.example refused the token (401)", text, StringComparison.Ordinal);
        Assert.Contains("last reached 21 Nov, 23:00", text, StringComparison.Ordinal);
        Assert.Contains("never reached so far", text, StringComparison.Ordinal);
        Assert.Contains("not seen from 21 Nov, 15:00 to 21 Nov, 15:40: the feed held only its newest 20 entries", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_a_stranger_wrote_is_markup() => Assert.All(Hostile, AssertHarmless);

    [Fact]
    public void The_shared_payloads_are_no_markup_either()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "injection", "payloads.shared.json") is null, SharedMaterial.Missing);
        Assert.All(Payloads.For("email_html"), AssertHarmless);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//evil.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://")]
    public void An_address_that_is_none_of_the_web_is_no_link(string address) =>
        Assert.Empty(LetterLint.Check(Html(Sample.Alert(Addressed(address)))).QuerySelectorAll("h3 a"));

    [Theory]
    [InlineData("https://bank.example@evil.example/", "https://evil.example/", "evil.example")]
    [InlineData("https://xn--pple-43d.example/", "https://xn--pple-43d.example/", "xn--pple-43d.example")]
    [InlineData("https://аpple.example/", "https://xn--pple-43d.example/", "xn--pple-43d.example")]
    public void The_host_shown_is_the_one_a_click_reaches(string address, string href, string shown)
    {
        var page = LetterLint.Check(Html(Sample.Alert(Addressed(address))));
        Assert.Equal(new Uri(href).IdnHost, new Uri(page.QuerySelector("h3 a")!.GetAttribute("href")!).IdnHost);
        Assert.Contains(shown, page.QuerySelector("h3")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_in_the_list_of_mails_is_short()
    {
        foreach (var message in new Message[] { Sample.Morning(), Sample.Digest(), Sample.Alert([.. Sample.Acme()]), Sample.Alert(Sample.Many(1).Single()) })
        {
            var preheader = LetterLint.Check(Html(message)).Body!.QuerySelector("div")!.TextContent.TrimEnd('\u200C', '\u00A0');
            Assert.InRange(preheader.Length, 10, 110);
        }
    }

    private static void AssertHarmless(string payload)
    {
        var source = new SourceIdentity("s" + payload, payload, payload);
        var document = new Document
        {
            Id = "1", Source = source, Title = payload, Body = $"before {payload} after", Url = "https://example.org/?q=" + payload, Author = new Author(payload, payload, payload), Seen = Sample.Now,
        };
        var mention = new StoredMention(1, new Mention(document, [new Match("q" + payload, [new Span(Field.Body, 7, Math.Max(1, payload.Length / 2), payload)]), new Match(payload, [])], Arrival.Fresh), 1);
        var digest = Sample.Digest(new DigestSection("q" + payload, payload, [mention]));
        var troubled = digest with
        {
            Digest = digest.Digest with
            {
                Name = payload,
                Failing = [new SourceMemory(source, Cursor.Start, null, null, 1, SourceFault.Denied, payload, null)],
                Gaps = [new SourceGap(source, new Gap(Sample.Now, Sample.Now, payload))],
            },
        };
        foreach (var message in new Message[] { troubled, Sample.Alert(mention), Sample.Alert(mention, mention) })
        {
            var page = LetterLint.Check(Html(message));
            var controls = page.DocumentElement.TextContent.Where(letter => char.IsControl(letter) && letter != '\n');
            Assert.Empty(controls);
            Assert.Equal(message is DigestMessage ? 1 : ((AlertMessage)message).Mentions.Count, page.QuerySelectorAll("h3").Length);
        }
    }

    private static StoredMention Addressed(string address) => Sample.Mention(1, "acme", Sample.Document(new SourceIdentity("press", "feed"), "Acme", "acme", address), ["acme"]);

    private static IEnumerable<IElement> Lineage(IElement element)
    {
        for (var around = element; around is not null; around = around.ParentElement) yield return around;
    }

    private static int Rest(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelectorAll("a").Where(link => link.TextContent.EndsWith('→'))
        .Sum(link => int.Parse(link.TextContent.Split(' ')[1].Replace(",", "", StringComparison.Ordinal)));

    private static string Html(Message message, string language = "en") =>
        MimeReader.Parts(new MailComposer(Sample.Options(language), Sample.Tools()).Compose(message)).Single(part => part.Type.StartsWith("text/html", StringComparison.Ordinal)).Text;
}
