using System.Text;
using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Testing;
using Monitor.Worker.Delivering.Webhook;
using Monitor.Worker.Tests.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Webhook;

public sealed class EventWriterTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Goldens => ["mention", "burst", "digest", "test"];

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Writes_what_the_fixtures_say(string name)
    {
        Message message = name switch
        {
            "mention" => Samples.Alert(EventSamples.Full()),
            "burst" => Samples.Alert(Samples.Mention() with { Number = 18 }, Samples.Mention(Samples.Document(title: "")) with { Number = 19 }),
            "digest" => EventSamples.Digest(EventSamples.Full()),
            _ => new TestMessage("0123456789abcdef0123456789abcdef", ""),
        };
        var told = Assert.Single(EventSamples.Writer(name == "digest" ? "fr" : "en").Of(message));
        var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Delivering", "Webhook", "Fixtures", $"{name}.json")));

        Assert.Equal("msg_0123456789abcdef0123456789abcdef", told.Id);
        Assert.Equal(JsonSerializer.Serialize(expected.RootElement, Indented), JsonSerializer.Serialize(Read(told), Indented));
    }

    [Fact]
    public void Highlights_are_where_they_say()
    {
        var mention = Mention(EventSamples.Full());
        var shown = mention.GetProperty("highlights").EnumerateArray().Select(highlight =>
            mention.GetProperty(highlight.GetProperty("field").GetString()!).GetString()!.Substring(highlight.GetProperty("start").GetInt32(), highlight.GetProperty("length").GetInt32()));
        Assert.Equal(["Acme", "Acme"], shown);
    }

    [Fact]
    public void Mentions_of_one_story_name_the_same()
    {
        var copy = Samples.Mention(Samples.Document("Copied", url: "https://news.example.org/acme?utm_source=mail&id=1"));
        var other = Samples.Mention(Samples.Document(url: "https://news.example.org/other"));
        Assert.Equal(Story(Samples.Mention()), Story(copy));
        Assert.NotEqual(Story(Samples.Mention()), Story(other));
    }

    [Fact]
    public void An_empty_digest_is_an_event_too()
    {
        var data = Read(Assert.Single(EventSamples.Writer().Of(Samples.Digest()))).GetProperty("data");
        Assert.Equal((0, 1, 0), (data.GetProperty("total").GetInt32(), data.GetProperty("parts").GetInt32(), data.GetProperty("mentions").GetArrayLength()));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("é")]
    [InlineData("アクメ")]
    [InlineData("🚀")]
    [InlineData("\u0001")]
    [InlineData("\ud800")]
    [InlineData("e\u0301")]
    [InlineData("acme ")]
    public void Whatever_a_stranger_wrote_is_bounded_and_whole(string piece)
    {
        var hostile = Hostile(string.Concat(Enumerable.Repeat(piece, 5_000 / piece.Length)));
        var digest = EventSamples.Digest(hostile, hostile);
        var troubled = digest with
        {
            Digest = digest.Digest with { Failing = [.. Enumerable.Repeat(SourceMemory.None(new SourceIdentity(new string('x', 64), "feed")) with { Problem = hostile.Mention.Document.Body }, 20)] },
        };
        foreach (var message in (Message[])[Samples.Alert(hostile), Samples.Alert([.. Enumerable.Repeat(hostile, 6)]), digest, troubled])
        {
            var parts = EventSamples.Writer().Of(message);
            Assert.All(parts, part => Assert.InRange(part.Body.Length, 1, EventWriter.MostBytes));
            Assert.All(parts, part => Assert.NotEmpty(Read(part).GetProperty("data").GetProperty("mentions").EnumerateArray()));
        }
    }

    [Fact]
    public void No_payload_of_the_injection_corpus_leaves_its_string()
    {
        var path = SharedMaterial.Path("corpora", "injection", "payloads.shared.json");
        Assert.SkipWhen(path is null, SharedMaterial.Missing);
        using var corpus = JsonDocument.Parse(File.ReadAllBytes(path!));
        var shape = Shape(Mention(Words("harmless")));
        foreach (var payload in corpus.RootElement.GetProperty("payloads").EnumerateArray())
        {
            var told = Mention(Words(Lenient(payload.GetProperty("value"))));
            Assert.Equal(shape, Shape(told));
            Assert.Equal("https://example.org/", told.GetProperty("url").GetString());
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//example.org/")]
    [InlineData("")]
    public void What_a_browser_does_not_open_is_no_address(string url) => Assert.False(Mention(Samples.Mention(Samples.Document(url: url))).TryGetProperty("url", out _));

    [Fact]
    public void What_would_be_markup_in_a_page_is_escaped_and_letters_are_not()
    {
        var body = Encoding.UTF8.GetString(EventSamples.Writer().Of(Samples.Alert(EventSamples.Full()))[0].Body);
        Assert.Contains("\\u003Cb\\u003Esa", body, StringComparison.Ordinal);
        Assert.Contains("première", body, StringComparison.Ordinal);
        Assert.DoesNotContain('<', body);
    }

    private static string Story(StoredMention stored) => Mention(stored).GetProperty("story").GetString()!;

    private static JsonElement Mention(StoredMention stored) =>
        Read(Assert.Single(EventSamples.Writer().Of(Samples.Alert(stored)))).GetProperty("data").GetProperty("mentions")[0];

    private static JsonElement Read(OutgoingEvent told) => JsonDocument.Parse(told.Body).RootElement;

    private static StoredMention Words(string words)
    {
        var document = Samples.Document($"{words} Acme", $"Acme {words}", "https://example.org/") with { Author = new Author($"a{words}", $"b{words}"), Tags = [$"c{words}"] };
        return Samples.Mention(document);
    }

    private static StoredMention Hostile(string text)
    {
        var document = Samples.Document(text, text, $"https://example.org/?{text}"[..1_000]) with
        {
            Id = text[..200],
            Author = new Author(text, text, $"https://example.org/{text}"[..200], 1),
            Tags = [.. Enumerable.Repeat(text, 50)],
        };
        IReadOnlyList<Span> spans = [.. Enumerable.Range(0, 300).Select(place => new Span(place % 2 == 0 ? Field.Title : Field.Body, place * 3, 2, $"{place}{text[..200]}"))];
        return new StoredMention(long.MaxValue, new Mention(document, [.. Enumerable.Range(0, 50).Select(number => new Match($"{new string('q', 60)}{number}", spans))], Arrival.Fresh), int.MaxValue);
    }

    /// <summary>Names and kinds of everything, without values.</summary>
    private static string Shape(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Where(property => property.Name != "highlights").Select(property => $"{property.Name}:{Shape(property.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Shape))}]",
        _ => element.ValueKind.ToString(),
    };

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
