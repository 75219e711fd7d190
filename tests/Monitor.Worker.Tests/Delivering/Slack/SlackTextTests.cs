using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Slack;

public sealed class SlackTextTests
{
    public static readonly TheoryData<string> Tricks =
    [
        "<!channel>", "<!here|here>", "<!everyone>", "<@U012AB3CD>", "<#C012AB3CD>", "<!subteam^S012AB3CD>", "@here", "@Channel", "＠everyone", "@all",
        "<https://bank.example/|https://good.example>", "<mailto:a@b.example|Click>", "<javascript:alert(1)|x>", "<!date^1392734382^{date_num}|x>",
        "&lt;!here&gt;", "&amp;", "&", "<", ">", "a|b>c", "> quoted\n>>> rest", "*bold* _italic_ ~struck~ `code` ```block```", ":boom:", "[label](https://bank.example)",
        "\u202Emoc.elpmaxe\u202C", "\0", "\ud800", "\udc00x", "\ufeffBOM", "\u00ad", "\u2028\u2029", "@\u0000here", "<\u202E!channel>", "@\u200Bhere", "{{7*7}}", "http://bank.example",
    ];

    [Theory]
    [MemberData(nameof(Tricks))]
    public void No_trick_works_in_any_place(string trick) => AssertHarmless(trick);

    [Fact]
    public void No_payload_of_the_injection_corpus_works_in_any_place()
    {
        var path = SharedMaterial.Path("corpora", "injection", "payloads.shared.json");
        Assert.SkipWhen(path is null, SharedMaterial.Missing);
        using var corpus = JsonDocument.Parse(File.ReadAllBytes(path!));
        var payloads = corpus.RootElement.GetProperty("payloads").EnumerateArray().Select(payload => Lenient(payload.GetProperty("value"))).ToList();
        Assert.True(payloads.Count > 100);
        Assert.All(payloads, AssertHarmless);
    }

    [Fact]
    public void A_ping_across_what_is_bold_and_what_is_not_is_broken()
    {
        var text = "ask @here and <!channel>";
        var excerpt = Excerpt.Of(text, [new Span(Field.Body, 6, 2, "he"), new Span(Field.Body, 15, 3, "x")]);
        Assert.Equal("ask @\u2060here and <\u2060!channel>", string.Concat(SlackText.Runs(excerpt).Select(run => run.Text)));
        Assert.Equal(excerpt.Runs.Select(run => run.Highlighted), SlackText.Runs(excerpt).Select(run => run.Highlighted));
    }

    [Fact]
    public void An_ordinary_address_and_comparison_stay_as_they_are() =>
        Assert.Equal("mail ann@example.org when 1 < 2 & 3 > 2", SlackText.Line("mail ann@example.org when 1 < 2 & 3 > 2", 100));

    [Theory]
    [InlineData("https://example.org/a b|c<d>e", "https://example.org/a%20b%7Cc%3Cd%3Ee", "example.org")]
    [InlineData("https://example.org/?q=a|b c#d|e f", "https://example.org/?q=a%7Cb%20c#d%7Ce%20f", "example.org")]
    [InlineData("http://good.example:pw@bank.example:8080/", "http://bank.example:8080/", "bank.example:8080")]
    [InlineData("https://www.bücher.example/", "https://www.xn--bcher-kva.example/", "xn--bcher-kva.example")]
    [InlineData("https://example.org/@ann/@here?x=@all#@everyone", "https://example.org/@ann/%40here?x=%40all#%40everyone", "example.org")]
    [InlineData("http://[2001:db8::1]/x", "http://[2001:db8::1]/x", "[2001:db8::1]")]
    public void A_link_is_cleaned_and_says_where_it_leads(string address, string url, string label) =>
        Assert.Equal(new SlackLink(url, label), SlackLink.To(address));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//example.org/")]
    [InlineData("mailto:a@example.org")]
    [InlineData("")]
    public void What_a_browser_does_not_open_is_no_link(string address) => Assert.Null(SlackLink.To(address));

    [Fact]
    public void A_link_that_would_fill_the_message_is_no_link() => Assert.Null(SlackLink.To("https://example.org/?" + new string('x', 1_000)));

    [Fact]
    public void A_long_host_shows_its_end() =>
        Assert.Equal("….example.org", SlackLink.To($"https://{new string('a', 60)}.{new string('b', 47)}.example.org/")!.Label.Replace(new string('b', 47), "", StringComparison.Ordinal)[..13]);

    [Fact]
    public void Escapes_what_Slack_decodes_and_nothing_else() => Assert.Equal("&amp;amp; &lt;b&gt; \"é'", SlackText.Escape("&amp; <b> \"é'"));

    private static void AssertHarmless(string words)
    {
        var document = Samples.Document(words, words, words) with { Author = new Author(words, words, words), Source = new SourceIdentity(words, words, words) };
        var linked = Samples.Document(words, $"Acme {words} Acme", $"https://example.org/{words}") with { Author = new Author("", words) };
        var memory = SourceMemory.None(document.Source) with { Problem = words };
        var mentions = new[] { Samples.Mention(document, 1, words), Samples.Mention(linked, 1) };
        var digest = Samples.Digest(new DigestSection("acme", words, mentions));
        Message[] messages =
        [
            Samples.Alert(mentions[0]), Samples.Alert(mentions[1]), Samples.Alert(mentions),
            digest with { Digest = digest.Digest with { Failing = [memory], Gaps = [new SourceGap(document.Source, new Gap(Samples.Morning, Samples.Morning, words))] } },
        ];
        foreach (var told in messages.Select(Samples.Blocks().Of))
        {
            Assert.Empty(BlockKit.Problems(told));
            Assert.Empty(BlockKit.Problems(SlackFlat.Of(told)));
        }
    }

    /// <summary>Some values hold lone surrogates, which the strict reader refuses.</summary>
    private static string Lenient(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\ud800 lone";
        }
    }
}
