using System.Text.Json;
using Monitor.Sources.Feed;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>The suites of gofeed: of what they expect, the fields that are modelled here.</summary>
public sealed class GofeedSuiteTests
{
    // Escaped markup inside CDATA stays escaped in a title of theirs; where a JSON entry has both a text and its HTML, the HTML is read
    // here; they date a JSON feed by its entries.
    [Fact]
    public void Reads_what_gofeed_reads()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "gofeed") is null, SharedMaterial.Missing);
        var report = new ConformanceReport("gofeed");
        foreach (var folder in new[] { "parser/rss", "parser/atom", "parser/json", "parser/universal", "translator/rss", "translator/atom", "translator/json" })
        {
            var path = SharedMaterial.Path("corpora", "gofeed", folder)!;
            foreach (var (document, expectation) in Pairs(path)) Compare($"{folder}/{Path.GetFileName(document)}", document, expectation, report);
        }

        report.Hold(3);
    }

    private static IEnumerable<(string Document, string Expectation)> Pairs(string folder)
    {
        foreach (var document in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var stem = Path.Combine(folder, Path.GetFileNameWithoutExtension(document));
            var expectation = Path.GetExtension(document) == ".xml" ? $"{stem}.json" : $"{stem}_expected.json";
            if (File.Exists(expectation)) yield return (document, expectation);
        }
    }

    private static void Compare(string place, string document, string expectation, ConformanceReport report)
    {
        var expected = JsonDocument.Parse(File.ReadAllBytes(expectation)).RootElement;
        var feed = Reading.Feed(document);
        foreach (var member in expected.EnumerateObject()) Compare(place, member, feed, report);
        if (!expected.TryGetProperty("items", out var items) && !expected.TryGetProperty("entries", out items)) return;
        var entries = Reading.Entries(feed);
        report.Check($"{place} items", items.GetArrayLength() == entries.Count, items.GetArrayLength(), entries.Count);
        foreach (var (item, entry) in items.EnumerateArray().Zip(entries))
        {
            foreach (var member in item.EnumerateObject()) Compare(place, member, entry, report);
        }
    }

    private static void Compare(string place, JsonProperty member, ParsedFeed feed, ConformanceReport report)
    {
        if (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString() is not { Length: > 0 } expected) return;
        object? actual = member.Name switch
        {
            "title" => feed.Title,
            "description" or "subtitle" => feed.Description,
            "link" or "home_page_url" => feed.Url,
            "language" => feed.Language,
            "updatedParsed" or "lastBuildDateParsed" => feed.Updated,
            _ => null,
        };
        if (actual is null && member.Name is not ("updatedParsed" or "lastBuildDateParsed")) return;
        var same = actual is string text ? ConformanceReport.SameText(expected, text) : ConformanceReport.SameMoment(expected, actual as DateTimeOffset?);
        report.Check($"{place} {member.Name}", same, expected, actual);
    }

    private static void Compare(string place, JsonProperty member, Reading entry, ConformanceReport report)
    {
        switch (member.Name)
        {
            case "title":
                Text(entry.Entry.Title);
                break;
            case "description" or "summary" or "content" or "content_html" or "content_text":
                Text([.. entry.Texts]);
                break;
            case "link" or "url":
                Text(entry.Entry.Url);
                break;
            case "guid" or "id":
                Text(entry.Entry.Id);
                break;
            case "comments":
                Text(entry.Entry.Comments);
                break;
            case "publishedParsed" or "pubDateParsed" or "date_published":
                report.Check($"{place} {member.Name}", ConformanceReport.SameMoment(Value(member.Value), entry.Entry.Published), Value(member.Value), entry.Entry.Published);
                break;
            case "updatedParsed" or "date_modified":
                report.Check($"{place} {member.Name}", ConformanceReport.SameMoment(Value(member.Value), entry.Entry.Updated), Value(member.Value), entry.Entry.Updated);
                break;
            case "author" or "authors":
                Each(entry.Authors);
                break;
            case "categories" or "tags":
                Each(entry.Entry.Tags);
                break;
            case "enclosures" or "attachments":
                Each([.. entry.Entry.Enclosures.Select(file => file.Url)]);
                break;
        }

        void Text(params IReadOnlyList<string?> readings)
        {
            if (Value(member.Value) is { Length: > 0 } expected) report.Check($"{place} {member.Name}", ConformanceReport.SameText(expected, readings), expected, readings[0]);
        }

        void Each(IReadOnlyList<string> values)
        {
            foreach (var element in member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray()] : new[] { member.Value })
            {
                if (Value(element) is { Length: > 0 } expected) report.Check($"{place} {member.Name}", values.Any(value => ConformanceReport.SameText(expected, value)), expected, values);
            }
        }
    }

    private static string? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Object => new[] { "value", "name", "label", "term", "url", "email" }
            .Select(name => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)),
        _ => null,
    };
}
