using System.Text.Json;
using Monitor.Sources.Feed;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>The suite of Universal Feed Parser.</summary>
public sealed class FeedparserSuiteTests
{
    private static string? Suite { get; } = SharedMaterial.Path("corpora", "feedparser");

    // core: an SVG's text is kept by them and dropped here with the picture.
    // encoding: undeclared HTML entities are no reason to warn here; UTF-8 with single windows-1252 bytes in between is mended byte by
    // byte here and read as ISO 8859-2 by them; an attribute is serialized with "/>" by them.
    // sanitize: what stands inside an iframe and a script is dropped with it here and kept as text by them (four); a document type in a
    // title is dropped here.
    // entities, extension, other: none.
    [Theory]
    [InlineData("core", 1)]
    [InlineData("encoding", 3)]
    [InlineData("entities", 0)]
    [InlineData("sanitize", 5)]
    [InlineData("extension", 0)]
    [InlineData("other", 0)]
    public void Reads_what_feedparser_reads(string category, int mostDifferences)
    {
        Assert.SkipWhen(Suite is null, SharedMaterial.Missing);
        var report = new ConformanceReport($"feedparser {category}");
        foreach (var test in Cases(Suite!).Where(test => test.GetProperty("category").GetString() == category))
        {
            var feed = Read(test);
            var entries = Reading.Entries(feed);
            var wrong = test.GetProperty("assert").EnumerateArray().Where(claim => !Holds(claim, feed, entries)).ToArray();
            report.Check(test.GetProperty("file").GetString()!, wrong.Length == 0, test.GetProperty("expect_raw").GetString(), Shown(wrong));
        }

        report.Hold(mostDifferences);
    }

    [Fact]
    public void Lets_nothing_active_through()
    {
        Assert.SkipWhen(Suite is null, SharedMaterial.Missing);
        var cases = 0;
        var texts = 0;
        foreach (var test in Cases(Suite!))
        {
            var feed = Read(test);
            if (test.GetProperty("category").GetString() == "sanitize" && feed.Problem is null) cases++;
            foreach (var entry in feed.Entries)
            {
                foreach (var text in new[] { entry.Content, entry.Summary }.OfType<RichText>())
                {
                    texts++;
                    var active = ActiveContent.In(text.ToHarmlessHtml());
                    Assert.True(active is null, $"{test.GetProperty("file").GetString()}: {active}");
                }
            }
        }

        // The others have their markup in a feed's title or description, which are plain text here.
        TestContext.Current.TestOutputHelper?.WriteLine($"{texts} texts, {cases} cases that sanitize");
        Assert.InRange(cases, 396, int.MaxValue);
        Assert.InRange(texts, 370, int.MaxValue);
    }

    private static IEnumerable<JsonElement> Cases(string suite) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(suite, "expectations.shared.json"))).RootElement.GetProperty("cases").EnumerateArray();

    private static ParsedFeed Read(JsonElement test)
    {
        var file = test.GetProperty("file").GetString()!;
        var address = new Uri($"http://127.0.0.1:8097/{file}");
        var home = Header(test, "Content-Location") is { } location ? new Uri(address, location) : address;
        return Reading.Feed(Path.Combine(Suite!, file), Header(test, "Content-Type"), home, Header(test, "Content-Language"));
    }

    private static string? Header(JsonElement test, string name) =>
        test.TryGetProperty("response_headers", out var headers) && headers.ValueKind == JsonValueKind.Object
            ? headers.EnumerateObject().FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null
            : null;

    private static string Shown(JsonElement[] wrong) => string.Join(", ", wrong.Select(claim => claim.GetRawText()));

    /// <summary>What feedparser claims and we model; the rest holds.</summary>
    private static bool Holds(JsonElement claim, ParsedFeed feed, IReadOnlyList<Reading> entries)
    {
        var path = claim.TryGetProperty("path", out var steps) ? steps.EnumerateArray().Select(step => step.ToString()).ToArray() : [];
        var expected = claim.TryGetProperty("value", out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        if (path is ["bozo"]) return claim.GetProperty("op").GetString() == "truthy" == (feed.Warnings.Count > 0 || feed.Problem is not null);
        if (path is ["encoding"]) return feed.Encoding.Equals(expected, StringComparison.OrdinalIgnoreCase);
        if (expected is null || claim.GetProperty("op").GetString() != "eq") return true;
        if (path is ["feed", ..]) return Holds(path[1..], expected, feed);
        if (path is not ["entries", _, ..]) return true;
        var index = int.Parse(path[1]);
        return index < entries.Count && Holds(path[2..], expected, entries[index]);
    }

    private static bool Holds(string[] path, string expected, ParsedFeed feed) => path switch
    {
        ["title"] or ["title_detail", "value"] => ConformanceReport.SameText(expected, feed.Title),
        ["description" or "tagline" or "subtitle"] or [_, "value"] when path[0] is "description" or "tagline" or "subtitle" or "tagline_detail" or "subtitle_detail" =>
            ConformanceReport.SameText(expected, feed.Description),
        ["link"] => feed.Url == expected,
        ["language"] => feed.Language == expected,
        ["updated"] => ConformanceReport.SameMoment(expected, feed.Updated),
        _ => true,
    };

    private static bool Holds(string[] path, string expected, Reading entry) => path switch
    {
        ["title"] or ["title_detail", "value"] => ConformanceReport.SameText(expected, entry.Entry.Title),
        ["summary" or "description"] or ["summary_detail", "value"] or ["content", _, "value"] => ConformanceReport.SameText(expected, [.. entry.Texts]),
        ["content", _, "language"] => entry.Entry.Language == expected,
        ["link"] => entry.Entry.Url == expected,
        ["id"] => entry.Entry.Id == expected,
        ["comments"] => entry.Entry.Comments == expected,
        ["updated"] => ConformanceReport.SameMoment(expected, entry.Entry.Updated),
        ["published"] => ConformanceReport.SameMoment(expected, entry.Entry.Published),
        ["authors", var index, "name"] => entry.Authors.ElementAtOrDefault(int.Parse(index)) == expected,
        ["author_detail", "name"] => entry.Authors.Contains(expected),
        ["tags", _, "term"] => entry.Entry.Tags.Contains(expected),
        ["enclosures", var index, "url" or "href"] => entry.Entry.Enclosures.ElementAtOrDefault(int.Parse(index))?.Url == expected,
        ["enclosures", var index, "length"] => entry.Entry.Enclosures.ElementAtOrDefault(int.Parse(index))?.Length.ToString() == expected,
        _ => true,
    };
}
