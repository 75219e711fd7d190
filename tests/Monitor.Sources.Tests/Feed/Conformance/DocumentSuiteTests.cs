using System.Diagnostics;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Monitor.Sources.Feed;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>Documents of other suites that must be read without an exception, quickly, and with every entry.</summary>
public sealed class DocumentSuiteTests
{
    [Theory]
    [InlineData("corpora/feedparser")]
    [InlineData("corpora/gofeed")]
    [InlineData("corpora/feed-rs")]
    [InlineData("corpora/feedvalidator")]
    [InlineData("corpora/rome")]
    [InlineData("corpora/simplepie")]
    [InlineData("corpora/miniflux")]
    [InlineData("corpora/feed-discovery")]
    [InlineData("fixtures/generic-feeds")]
    public void Gives_entries_or_a_stated_reason(string folder)
    {
        Assert.SkipWhen(SharedMaterial.Path(folder) is null, SharedMaterial.Missing);
        var watch = new Stopwatch();
        foreach (var file in Directory.EnumerateFiles(SharedMaterial.Path(folder)!, "*", SearchOption.AllDirectories))
        {
            watch.Restart();
            var feed = Reading.Feed(file, null, new Uri("https://example.org/feed"));
            foreach (var entry in feed.Entries) entry.Text.ToPlain();
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{file} took {watch.Elapsed}");
            Assert.True(feed.Format != FeedFormat.Unknown || feed.Problem is not null, $"{file}: neither a format nor a reason");
        }
    }

    // Two documents hold an entry inside an entry, which is none of the feed's.
    [Fact]
    public void Finds_every_entry_of_the_feed_validators_documents()
    {
        var suite = SharedMaterial.Path("corpora", "feedvalidator");
        Assert.SkipWhen(suite is null, SharedMaterial.Missing);
        var report = new ConformanceReport("feedvalidator");
        foreach (var test in Cases(suite!, "expectations.shared.json"))
        {
            if (!test.TryGetProperty("items", out var items)) continue;
            var feed = Reading.Feed(Path.Combine(suite!, test.GetProperty("file").GetString()!));
            if (feed.Format != FeedFormat.Opml) report.Check(test.GetProperty("file").GetString()!, items.GetInt32() == feed.Entries.Count, items, feed.Entries.Count);
        }

        report.Hold(2);
    }

    [Theory]
    [InlineData("corpora/rome", 0)]
    [InlineData("corpora/simplepie", 0)]
    [InlineData("corpora/miniflux", 0)]
    [InlineData("corpora/feed-rs", 0)]
    public void Finds_every_entry_that_a_document_has(string folder, int mostDifferences)
    {
        Assert.SkipWhen(SharedMaterial.Path(folder) is null, SharedMaterial.Missing);
        var report = new ConformanceReport($"{folder} entries");
        foreach (var file in Directory.EnumerateFiles(SharedMaterial.Path(folder)!, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var feed = Reading.Feed(file, null, new Uri("https://example.org/feed"));
            if (Elements(file) is { } entries) report.Check(Path.GetFileName(file), feed.Entries.Count == entries, entries, feed.Entries.Count);
        }

        report.Hold(mostDifferences);
    }

    /// <summary>The elements that are entries by their name and place, counted by a reader of XML that knows nothing of feeds; null where it cannot.</summary>
    private static int? Elements(string file)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var root = XDocument.Load(reader).Root!;
            return root.Name.LocalName is "rss" or "RDF" or "feed"
                ? root.Descendants().Count(element => element.Name.LocalName is "item" or "entry" && element.Parent!.Name.LocalName is "channel" or "RDF" or "feed" or "items" or "rss")
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    [Fact]
    public void Finds_the_feed_of_every_page()
    {
        var suite = SharedMaterial.Path("corpora", "feed-discovery");
        Assert.SkipWhen(suite is null, SharedMaterial.Missing);
        var report = new ConformanceReport("feed-discovery");
        foreach (var test in Cases(suite!, "expectations.shared.json"))
        {
            var file = test.GetProperty("file").GetString()!;
            var page = Reading.Feed(Path.Combine(suite!, file), "text/html", new Uri($"https://example.org/{file}"));
            var found = page.Feeds.Select(feed => feed.Url).ToArray();
            var expected = test.GetProperty("expected_basename").GetString()!;
            report.Check(file, found.Length > 0 && found[0].EndsWith($"/{expected}", StringComparison.Ordinal) && !found.Any(url => url.Contains("/404")), expected, found);
        }

        report.Hold(0);
    }

    private static IEnumerable<JsonElement> Cases(string suite, string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(suite, file))).RootElement.GetProperty("cases").EnumerateArray();
}
