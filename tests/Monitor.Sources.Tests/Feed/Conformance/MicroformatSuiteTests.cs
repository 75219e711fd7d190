using System.Text.Json;
using Monitor.Sources.Feed;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>h-entry as granary writes it and its own microformats2 reading of it; h-feed as SimplePie is tested with.</summary>
public sealed class MicroformatSuiteTests
{
    [Fact]
    public void Reads_what_granary_reads()
    {
        var suite = SharedMaterial.Path("corpora", "granary");
        Assert.SkipWhen(suite is null, SharedMaterial.Missing);
        var report = new ConformanceReport("granary");
        foreach (var page in Directory.EnumerateFiles(suite!, "*.mf2.html").Order(StringComparer.Ordinal))
        {
            var json = Path.ChangeExtension(page, ".json");
            if (!File.ReadAllText(page).Contains("h-entry", StringComparison.Ordinal) || !File.Exists(json)) continue;
            var feed = Reading.Feed(page, "text/html", new Uri("https://example.org/"));
            var expected = Entry(JsonDocument.Parse(File.ReadAllBytes(json)).RootElement);
            var name = Path.GetFileName(page);
            report.Check($"{name} entries", feed.Entries.Count == 1, 1, feed.Entries.Count);
            if (feed.Entries.Count == 1 && expected is { } entry) Compare(name, entry, new Reading(feed.Entries[0]), report);
        }

        report.Hold(0);
    }

    [Theory]
    [InlineData("h-feed-simple.html")]
    [InlineData("h-feed-with-comments.html")]
    public void Reads_what_simplepie_reads(string file)
    {
        var path = SharedMaterial.Path("corpora", "simplepie", "microformats", file);
        Assert.SkipWhen(path is null, SharedMaterial.Missing);

        var feed = Reading.Feed(path!, "text/html", new Uri("https://example.org/"));

        Assert.Equal(["One", "Two", "Three", "Four"], feed.Entries.Select(entry => entry.Title));
        Assert.Equal(["https://example.org/1", "https://example.org/2", "https://example.org/3", "https://example.org/4"], feed.Entries.Select(entry => entry.Url));
        Assert.All(feed.Entries, entry => Assert.Equal("Author Name", Assert.Single(entry.Authors).Name));
    }

    private static JsonElement? Entry(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root[0] : root.TryGetProperty("items", out var items) && items.GetArrayLength() > 0 ? items[0] : root;

    private static void Compare(string name, JsonElement entry, Reading read, ConformanceReport report)
    {
        if (!entry.TryGetProperty("properties", out var properties)) return;
        if (First(properties, "url") is { Length: > 0 } url) report.Check($"{name} url", read.Entry.Url == url, url, read.Entry.Url);
        if (First(properties, "uid") is { Length: > 0 } uid) report.Check($"{name} uid", read.Entry.Id == uid, uid, read.Entry.Id);
        if (First(properties, "name") is { Length: > 0 } title) report.Check($"{name} name", ConformanceReport.SameText(title, read.Entry.Title, read.Text), title, read.Entry.Title);
        if (First(properties, "content") is { Length: > 0 } content) report.Check($"{name} content", ConformanceReport.SameText(content, [.. read.Texts]), content, read.Text);
        if (First(properties, "summary") is { Length: > 0 } summary) report.Check($"{name} summary", ConformanceReport.SameText(summary, read.Summary), summary, read.Summary);
        if (First(properties, "published") is { Length: > 0 } published) report.Check($"{name} published", ConformanceReport.SameMoment(published, read.Entry.Published), published, read.Entry.Published);
        if (First(properties, "updated") is { Length: > 0 } updated) report.Check($"{name} updated", ConformanceReport.SameMoment(updated, read.Entry.Updated), updated, read.Entry.Updated);
        foreach (var relation in new[] { "in-reply-to", "like-of", "repost-of" })
        {
            foreach (var link in All(properties, relation)) report.Check($"{name} {relation}", read.Entry.Links.Contains(link), link, read.Entry.Links);
        }

        foreach (var author in All(properties, "author").Where(author => author.Length > 0)) report.Check($"{name} author", read.Entry.Authors.Any(person => person.Name == author || person.Url == author), author, read.Authors);
        foreach (var file in All(properties, "photo").Concat(All(properties, "video"))) report.Check($"{name} file", read.Entry.Enclosures.Any(known => known.Url == file), file, read.Entry.Enclosures.Select(known => known.Url));
    }

    private static string? First(JsonElement properties, string name) => All(properties, name).FirstOrDefault();

    private static IEnumerable<string> All(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().Select(Value).OfType<string>() : [];

    /// <summary>Text, HTML, or of an object its address or name.</summary>
    private static string? Value(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        if (value.ValueKind != JsonValueKind.Object) return null;
        if (value.TryGetProperty("properties", out var inner)) return First(inner, "url") ?? First(inner, "name");
        return value.TryGetProperty("value", out var text) ? text.GetString() : value.TryGetProperty("html", out var html) ? html.GetString() : null;
    }
}
