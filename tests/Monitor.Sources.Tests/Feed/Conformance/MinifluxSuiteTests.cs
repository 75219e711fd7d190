using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Sources.Feed;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>The documents in Miniflux's own tests: of what they claim, the fields that are modelled here.</summary>
public sealed partial class MinifluxSuiteTests
{
    // They put something in the place of what is missing: a feed's address for its title, an entry's address or text for its title, the
    // feed's address for an entry's, a feed's categories for an entry's. Theirs is one name with its address, here these are two fields.
    // A title is cut by them. "null" is a feed to them.
    private static readonly string[] Groups = ["rss", "atom10", "atom03", "json", "rdf", "parser", "opml", "subscription"];

    [Fact]
    public void Reads_what_miniflux_reads()
    {
        var suite = SharedMaterial.Path("corpora", "miniflux");
        Assert.SkipWhen(suite is null, SharedMaterial.Missing);
        var report = new ConformanceReport("miniflux");
        var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(suite!, "feed_cases.shared.json"))).RootElement.GetProperty("cases");
        foreach (var test in cases.EnumerateArray().Where(test => Groups.Contains(test.GetProperty("group").GetString()) && test.TryGetProperty("file", out _)))
        {
            var file = test.GetProperty("file").GetString()!;
            var home = test.TryGetProperty("base_url", out var named) && Uri.TryCreate(named.GetString(), UriKind.Absolute, out var address) ? address : new Uri("http://example.org/");
            var type = test.GetProperty("group").GetString() == "subscription" ? "text/html" : null;
            var feed = Reading.Feed(Path.Combine(suite!, file), type, home);
            foreach (var claim in test.GetProperty("assert").EnumerateArray()) Check(file, claim, feed, report);
        }

        report.Hold(21);
    }

    private static void Check(string file, JsonElement claim, ParsedFeed feed, ConformanceReport report)
    {
        var operation = claim.GetProperty("op").GetString();
        var path = claim.TryGetProperty("path", out var written) ? Indices().Replace(written.GetString() ?? "", ".$1") : "";
        if (operation == "error") report.Check($"{file} error", feed.Problem is not null || feed is { Format: FeedFormat.Opml, Feeds: [] } || feed.Warnings.Count > 0, "an error", feed.Format);
        if (operation == "no_error" && feed.Format != FeedFormat.Html) report.Check($"{file} no error", feed.Problem is null, "none", feed.Problem);
        if (operation is not ("eq" or "len_eq") || Actual(path.Split('.'), feed) is not { } actual) return;
        var expected = claim.GetProperty("value").ToString();
        var same = actual switch
        {
            // A case of theirs is a matter of taste, and so is the order of authors.
            string text when path.EndsWith("Language", StringComparison.Ordinal) => expected.Equals(text, StringComparison.OrdinalIgnoreCase),
            string text when path.EndsWith("Author", StringComparison.Ordinal) => expected.Split(", ").ToHashSet().SetEquals(text.Split(", ")),
            DateTimeOffset moment => ConformanceReport.SameMoment(expected, moment),
            IReadOnlyList<string> readings => ConformanceReport.SameText(expected, [.. readings]),
            _ => ConformanceReport.SameText(expected, Convert.ToString(actual, CultureInfo.InvariantCulture)),
        };
        report.Check($"{file} {path}", same, expected, actual);
    }

    /// <summary>Null for what is not modelled here.</summary>
    private static object? Actual(string[] path, ParsedFeed feed) => path switch
    {
        ["feed", "Title"] => feed.Title,
        ["feed", "Description"] => feed.Description,
        ["feed", "Language"] => feed.Language,
        ["feed", "SiteURL"] when feed.Url.Length > 0 => feed.Url,
        ["feed", "FeedURL"] when feed.Self.Length > 0 => feed.Self,
        ["feed", "Entries"] => feed.Entries.Count,
        ["feed", "Entries", var index, .. var rest] => Actual(rest, Reading.Entries(feed).ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture))),
        ["subscriptions"] => feed.Feeds.Count,
        ["subscriptions", var index, "URL"] => feed.Feeds.ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture))?.Url ?? "",
        ["subscriptions", var index, "Title"] => feed.Feeds.ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture))?.Title ?? "",
        _ => null,
    };

    private static object? Actual(string[] path, Reading? entry) => entry is null ? "no such entry" : path switch
    {
        ["Title"] => entry.Entry.Title,
        ["URL"] => entry.Entry.Url,
        ["Author"] => string.Join(", ", entry.Authors),
        ["Content"] => entry.Texts,
        ["Language"] => entry.Entry.Language,
        ["CommentsURL"] => entry.Entry.Comments,
        ["Date"] => entry.Entry.Published ?? entry.Entry.Updated,
        ["Tags"] => entry.Entry.Tags.Count,
        ["Enclosures"] => entry.Entry.Enclosures.Count,
        ["Enclosures", var index, "URL"] => entry.Entry.Enclosures.ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture))?.Url ?? "",
        ["Enclosures", var index, "MimeType"] => entry.Entry.Enclosures.ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture))?.Type ?? "",
        ["Enclosures", var index, "Size"] => entry.Entry.Enclosures.ElementAtOrDefault(int.Parse(index, CultureInfo.InvariantCulture))?.Length ?? -1,
        _ => null,
    };

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Indices();
}
