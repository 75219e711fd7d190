using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>The real feeds of feed-rs: of what it reads in them, the fields that are modelled here.</summary>
public sealed partial class FeedRsSuiteTests
{
    // An address before a syndicator's counter is preferred here (two); a relative one is resolved by the feed's own; an author is a
    // name without its address; "author" is what it says for an author it cannot read; a host's case is left as written.
    [Fact]
    public void Reads_what_feed_rs_reads()
    {
        var suite = SharedMaterial.Path("corpora", "feed-rs");
        Assert.SkipWhen(suite is null, SharedMaterial.Missing);
        var report = new ConformanceReport("feed-rs");
        foreach (var expectation in Directory.EnumerateFiles(suite!, "*.serde.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var stem = expectation[..^".serde.json".Length];
            var document = new[] { ".xml", ".json" }.Select(extension => stem + extension).FirstOrDefault(File.Exists);
            if (document is not null) Compare(Path.GetFileName(document), document, JsonDocument.Parse(File.ReadAllBytes(expectation)).RootElement, report);
        }

        report.Hold(6);
    }

    private static void Compare(string place, string document, JsonElement expected, ConformanceReport report)
    {
        var feed = Reading.Feed(document);
        var entries = Reading.Entries(feed);
        Text($"{place} title", Content(expected, "title"), feed.Title);
        Text($"{place} description", Content(expected, "description"), feed.Description);
        report.Check($"{place} entries", expected.GetProperty("entries").GetArrayLength() == entries.Count, expected.GetProperty("entries").GetArrayLength(), entries.Count);
        foreach (var (element, entry) in expected.GetProperty("entries").EnumerateArray().Zip(entries)) Compare(place, element, entry, report);

        void Text(string where, string? text, string actual)
        {
            if (text is not null) report.Check(where, ConformanceReport.SameText(text, actual), text, actual);
        }
    }

    private static void Compare(string place, JsonElement expected, Reading entry, ConformanceReport report)
    {
        if (Content(expected, "title") is { } title) report.Check($"{place} entry title", ConformanceReport.SameText(title, entry.Entry.Title), title, entry.Entry.Title);
        if (Content(expected, "summary") is { } summary) report.Check($"{place} entry summary", ConformanceReport.SameText(summary, [.. entry.Texts]), summary, entry.Summary);
        if (expected.TryGetProperty("content", out var content) && Member(content, "body") is { } body)
            report.Check($"{place} entry content", ConformanceReport.SameText(body, [.. entry.Texts]), body, entry.Text);
        if (Member(expected, "published") is { } published)
            report.Check($"{place} entry published", ConformanceReport.SameMoment(published, entry.Entry.Published), published, entry.Entry.Published);
        if (Member(expected, "updated") is { } updated)
            report.Check($"{place} entry updated", ConformanceReport.SameMoment(updated, entry.Entry.Updated, entry.Entry.Published), updated, entry.Entry.Updated);
        if (Member(expected, "id") is { } id && !Generated().IsMatch(id)) report.Check($"{place} entry id", id == entry.Entry.Id, id, entry.Entry.Id);
        Links(place, expected, entry, report);
        foreach (var author in expected.GetProperty("authors").EnumerateArray())
        {
            if ((Member(author, "name") is { Length: > 0 } name ? name : Member(author, "email")) is { } shown)
                report.Check($"{place} entry author", entry.Authors.Any(person => ConformanceReport.SameText(shown, person)), shown, entry.Authors);
        }

        foreach (var category in expected.GetProperty("categories").EnumerateArray())
        {
            var tag = Member(category, "label") ?? Member(category, "term");
            report.Check($"{place} entry category", entry.Entry.Tags.Any(known => ConformanceReport.SameText(tag, known)), tag, entry.Entry.Tags);
        }
    }

    private static void Links(string place, JsonElement expected, Reading entry, ConformanceReport report)
    {
        var links = expected.GetProperty("links").EnumerateArray().Where(link => Member(link, "rel") is null or "alternate").Select(link => Member(link, "href")!.TrimEnd('/')).ToArray();
        if (links.Length > 0) report.Check($"{place} entry link", links.Contains(entry.Entry.Url.TrimEnd('/')), links, entry.Entry.Url);
    }

    private static string? Content(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.Object ? Member(text, "content") : null;

    private static string? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^([0-9a-f]{32}|[0-9a-f-]{36})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Generated();
}
