using System.Globalization;
using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Storing;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Slack;

public sealed class SlackBlocksTests
{
    [Fact]
    public void A_single_alert_says_what_where_who_when_and_why()
    {
        var message = Samples.Blocks().Of(Samples.Alert(Samples.Mention(copies: 14)));
        Assert.Empty(BlockKit.Problems(message));
        Assert.Equal("Acme Corp: new mention – Acme opens a shop", message.Text);
        Assert.Equal(
            """
            Acme Corp: new mention
            [Acme] opens a shop
            “Today [Acme] opened its first shop.”
            press · article · Ann Lee (@ann@example.social) · 1,200 followers · +14 copies
            <!date^1795334400^{date_short_pretty} {time}|22 Nov, 09:00> · <https://news.example.org/acme?id=1|news.example.org>
            Why: Acme Corp – acme (title, text)
            """,
            Shown(message));
    }

    [Fact]
    public void Speaks_French()
    {
        var message = Samples.Blocks("fr").Of(Samples.Alert(Samples.Mention(copies: 1)));
        Assert.Empty(BlockKit.Problems(message));
        Assert.Equal(
            """
            Acme Corp : nouvelle mention
            [Acme] opens a shop
            “Today [Acme] opened its first shop.”
            press · article · Ann Lee (@ann@example.social) · 1 200 abonnés · +1 copie
            <!date^1795334400^{date_short_pretty} {time}|22 nov. à 9 h 00> · <https://news.example.org/acme?id=1|news.example.org>
            Pourquoi : Acme Corp – acme (titre, texte)
            """,
            Shown(message).Replace('\u00A0', ' ').Replace('\u202F', ' '));
    }

    [Theory]
    [InlineData("AcmeCorp's *Acme* d'Acme", "[Acme]Corp's *[Acme]* d'[Acme]")]
    [InlineData("東京Acme社", "東京[Acme]社")]
    public void Bold_survives_letters_and_asterisks_beside_it(string title, string expected) =>
        Assert.Contains(expected, Shown(Samples.Blocks().Of(Samples.Alert(Samples.Mention(Samples.Document(title))))).Split('\n'));

    [Fact]
    public void A_date_from_the_future_is_not_repeated()
    {
        var eager = Samples.Document() with { Published = Samples.Morning.AddYears(3) };
        Assert.Contains("22 Nov, 09:05", Shown(Samples.Blocks().Of(Samples.Alert(Samples.Mention(eager)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_title_the_text_leads_and_is_not_said_twice()
    {
        var shown = Shown(Samples.Blocks().Of(Samples.Alert(Samples.Mention(Samples.Document(title: " ")))));
        Assert.StartsWith("Acme Corp: new mention\nToday [Acme] opened its first shop.\npress", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_title_text_and_address_the_page_is_what_is_linked()
    {
        var message = Samples.Blocks().Of(Samples.Alert(Samples.Mention(Samples.Document("", "\0", ""))));
        Assert.Empty(BlockKit.Problems(message));
        Assert.Contains("<https://monitor.example.org/|monitor.example.org>", Shown(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mention_of_two_queries_names_both()
    {
        var shown = Shown(Samples.Blocks().Of(Samples.Alert(Samples.Mention(null, 0, "acme", "rival", "gone"))));
        Assert.StartsWith("Acme Corp, The rival, gone: new mention\n", shown, StringComparison.Ordinal);
        Assert.EndsWith("Why: Acme Corp – acme (title, text); The rival – acme (title, text); gone – acme (title, text)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_of_conditions_says_so()
    {
        var mention = new StoredMention(1, new Mention(Samples.Document(), [new Match("acme", [])], Arrival.Fresh), 0);
        Assert.EndsWith("Why: Acme Corp – its conditions hold", Shown(Samples.Blocks().Of(Samples.Alert(mention))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_burst_is_one_message_that_says_how_many_and_lists_the_first_by_query()
    {
        var mentions = Enumerable.Range(1, 7).Select(number => Samples.Mention(Samples.Document($"Acme {number}")))
            .Append(Samples.Mention(Samples.Document("Rival"), 2, "rival"));
        var message = Samples.Blocks().Of(Samples.Alert([.. mentions]));
        Assert.Empty(BlockKit.Problems(message));
        Assert.Equal("8 new mentions", message.Text);
        Assert.Equal(
            """
            8 new mentions
            [Acme Corp · 7]
            • [Acme] 1 – (news.example.org) · 22 Nov, 09:00
            • [Acme] 2 – (news.example.org) · 22 Nov, 09:00
            • [Acme] 3 – (news.example.org) · 22 Nov, 09:00
            • [Acme] 4 – (news.example.org) · 22 Nov, 09:00
            • [Acme] 5 – (news.example.org) · 22 Nov, 09:00
            [The rival · 1]
            • Rival – (news.example.org) · 22 Nov, 09:00 · +2 copies
            <https://monitor.example.org/|and 2 more on the page>
            """,
            Shown(message));
    }

    [Fact]
    public void A_digest_tells_mentions_failures_and_gaps()
    {
        var press = new SourceIdentity("press", "feed", "https://news.example.org/feed");
        var digest = Samples.Digest(new DigestSection("acme", "Acme Corp", [Samples.Mention()]));
        digest = digest with
        {
            Digest = digest.Digest with
            {
                Failing = [SourceMemory.None(press) with { Failures = 3, Fault = SourceFault.Denied, Problem = "answers 403" }],
                Gaps = [new SourceGap(press, new Gap(Samples.Morning.AddHours(-5), Samples.Morning.AddHours(-2), "the feed holds ten items only"))],
            },
        };
        var message = Samples.Blocks().Of(digest);
        Assert.Empty(BlockKit.Problems(message));
        Assert.Equal(
            """
            Morning: 1 mention, Sunday 22 November 2026
            [Acme Corp · 1]
            • [Acme] opens a shop – (news.example.org) · 22 Nov, 09:00
            14 sources watched.
            [1 of 14 sources fails]
            • press (https://news.example.org/feed) – answers 403
            • Not seen: press (https://news.example.org/feed), from 22 Nov, 04:00 to 22 Nov, 07:00 – the feed holds ten items only
            <https://monitor.example.org/|open the page>
            """,
            Shown(message));
    }

    [Fact]
    public void An_empty_digest_says_that_there_is_nothing()
    {
        var message = Samples.Blocks("fr").Of(Samples.Digest());
        Assert.Empty(BlockKit.Problems(message));
        Assert.Contains("Rien de nouveau. 14 sources suivies.", Shown(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_message_names_its_channel()
    {
        var message = Samples.Blocks().Of(new TestMessage("1", ""));
        Assert.Empty(BlockKit.Problems(message));
        Assert.Equal("Test message: The channel “team” works: mentions will be told here.", message.Text);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("<!here> @everyone ")]
    [InlineData("&<>")]
    [InlineData("z\u0351\u036b\u0313")]
    [InlineData("Acme ")]
    public void Stays_within_every_limit_at_the_extremes(string piece)
    {
        var huge = string.Concat(Enumerable.Repeat(piece, 10_000));
        var document = Samples.Document(huge, huge, $"https://{new string('a', 60)}.{new string('b', 60)}.example.org/?q={Uri.EscapeDataString(huge[..300])}") with
        {
            Author = new Author(huge, huge, huge, long.MaxValue),
            Source = new SourceIdentity(huge, "feed", huge),
        };
        var queries = Enumerable.Range(0, 60).Select(number => $"{huge[..200]}{number}").ToArray();
        var each = queries.Select(query => Samples.Mention(document, int.MaxValue, query, queries[0])).ToList();
        var mentions = Enumerable.Range(0, 1_000).Select(number => each[number % each.Count]).ToList();
        var failing = Enumerable.Repeat(SourceMemory.None(document.Source) with { Problem = huge }, 500).ToList();
        var gaps = Enumerable.Repeat(new SourceGap(document.Source, new Gap(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, huge)), 500).ToList();
        var digest = Samples.Digest([.. mentions.Chunk(17).Select((chunk, number) => new DigestSection(queries[number], queries[number], chunk))]);
        digest = digest with { Digest = digest.Digest with { Name = huge, Failing = failing, Gaps = gaps, Sources = 1_000 } };

        foreach (var message in new Message[] { Samples.Alert(mentions[0]), Samples.Alert(mentions), digest })
        {
            var told = Samples.Blocks().Of(message);
            Assert.Empty(BlockKit.Problems(told));
            Assert.Empty(BlockKit.Problems(SlackFlat.Of(told)));
            Assert.All(BlockKit.Strings(BlockKit.Wire(told)), text => Assert.True(IsCutBetweenGraphemes(text, piece), text));
        }
    }

    [Fact]
    public void A_burst_of_a_thousand_lists_what_fits_and_counts_the_rest()
    {
        var mentions = Enumerable.Range(0, 1_000).Select(number => Samples.Mention(Samples.Document($"Acme {number} {new string('w', 120)}"), 0, $"query-{number % 100}")).ToList();
        var message = Samples.Blocks().Of(Samples.Alert(mentions));
        var shown = Shown(message).Split('\n');
        var rows = shown.Count(line => line.StartsWith('•'));
        Assert.Empty(BlockKit.Problems(message));
        Assert.InRange(rows, 30, 43);
        Assert.Equal("1000 new mentions", shown[0]);
        Assert.EndsWith($"and {1_000 - rows} more on the page>", shown[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Flattened_it_holds_the_same_words_and_every_link_whole()
    {
        var flat = SlackFlat.Of(Samples.Blocks().Of(Samples.Alert(Samples.Mention(Samples.Document("Acme <b> & *co*")))));
        Assert.Empty(BlockKit.Problems(flat));
        Assert.Null(flat.Blocks);
        Assert.Contains("\nAcme &lt;\u2060b&gt; &amp; *co*\n", flat.Text, StringComparison.Ordinal);
        Assert.Contains("<https://news.example.org/acme?id=1|news.example.org>", flat.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void Years_that_Slack_cannot_show_are_written_out(string published)
    {
        var moment = DateTimeOffset.Parse(published, CultureInfo.InvariantCulture);
        var message = Samples.Blocks().Of(Samples.Alert(Samples.Mention(Samples.Document() with { Published = moment, Seen = moment })));
        Assert.Empty(BlockKit.Problems(message));
        Assert.DoesNotContain("!date", Shown(message), StringComparison.Ordinal);
    }

    /// <summary>A readable picture of a message: bold in brackets, links' labels in round ones.</summary>
    private static string Shown(SlackMessage message) =>
        string.Join('\n', BlockKit.Wire(message).GetProperty("blocks").EnumerateArray().SelectMany(Lines));

    private static IEnumerable<string> Lines(JsonElement block) => block.GetProperty("type").GetString() switch
    {
        "header" => [block.GetProperty("text").GetProperty("text").GetString()!],
        "context" => block.GetProperty("elements").EnumerateArray().Select(element => element.GetProperty("text").GetString()!),
        "rich_text_list" => block.GetProperty("elements").EnumerateArray().SelectMany(Lines).Select(line => $"• {line}"),
        "rich_text_section" => [string.Concat(block.GetProperty("elements").EnumerateArray().Select(Leaf))],
        "rich_text_quote" => [$"“{string.Concat(block.GetProperty("elements").EnumerateArray().Select(Leaf))}”"],
        _ => block.GetProperty("elements").EnumerateArray().SelectMany(Lines),
    };

    private static string Leaf(JsonElement leaf)
    {
        var text = leaf.GetProperty("text").GetString()!;
        return leaf.GetProperty("type").GetString() == "link" ? $"({text})" : leaf.TryGetProperty("style", out _) ? $"[{text}]" : text;
    }

    /// <summary>Outside of what is ours, a text that was cut holds whole pieces' graphemes only.</summary>
    private static bool IsCutBetweenGraphemes(string text, string piece)
    {
        if (piece != "👩‍👩‍👧‍👦" || !text.EndsWith('…')) return true;
        var graphemes = StringInfo.GetTextElementEnumerator(text.TrimEnd('…'));
        var last = "";
        while (graphemes.MoveNext()) last = graphemes.GetTextElement();
        return last == piece;
    }
}
