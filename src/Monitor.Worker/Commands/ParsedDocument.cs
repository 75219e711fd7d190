using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Sources.Feed;

namespace Monitor.Worker.Commands;

/// <summary>One line of <c>parse</c>.</summary>
internal sealed record ParsedDocument(
    string File, string Format, string Encoding, string Title, string Url, string Description, string Language, string? Updated,
    IReadOnlyList<string> Feeds, IReadOnlyList<ParsedItem> Items, IReadOnlyList<string> Warnings, string? Error)
{
    public static ParsedDocument Of(string file, ParsedFeed feed) => new(
        file, feed.Format.ToString().ToLowerInvariant(), feed.Encoding, feed.Title, feed.Url, feed.Description, feed.Language, Moment(feed.Updated),
        [.. feed.Feeds.Select(link => link.Url)], [.. feed.Entries.Select(ParsedItem.Of)], Remarks(feed), feed.Problem);

    public static ParsedDocument Unreadable(string file, string problem) =>
        new(file, "unknown", "", "", "", "", "", null, [], [], [], $"The file cannot be read: {problem}");

    // A feed without an entry is right as it is, but whoever asked for a file wants to know why nothing came.
    private static IReadOnlyList<string> Remarks(ParsedFeed feed) =>
        feed is { Problem: null, Entries: [], Feeds: [] } ? [.. feed.Warnings, "The document lists no entry."] : feed.Warnings;

    internal static string? Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

/// <summary>One entry of a parsed feed.</summary>
internal sealed record ParsedItem(
    string Id, string Url, string Title, string Text, string Html, string Summary, string Author, IReadOnlyList<string> Authors, string? Published, string? Updated,
    IReadOnlyList<string> Tags, IReadOnlyList<string> Links, string Comments, IReadOnlyList<ParsedEnclosure> Enclosures, string Language)
{
    public static ParsedItem Of(ParsedEntry entry)
    {
        var links = new List<string>();
        var text = entry.Text.ToPlain(links);
        IReadOnlyList<string> authors = [.. entry.Authors.Select(author => author.Shown).Where(name => name.Length > 0)];
        return new ParsedItem(
            entry.Id, entry.Url, entry.Title, text, entry.Text.ToHarmlessHtml(), entry.Summary?.ToPlain() ?? "", string.Join(", ", authors), authors,
            ParsedDocument.Moment(entry.Published), ParsedDocument.Moment(entry.Updated), entry.Tags,
            [.. links.Concat(entry.Links).Distinct(StringComparer.Ordinal)], entry.Comments,
            [.. entry.Enclosures.Select(file => new ParsedEnclosure(file.Url, file.Type, file.Length))], entry.Language);
    }
}

internal sealed record ParsedEnclosure(string Url, string Type, long Length);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ParsedDocument))]
internal sealed partial class ParsedJson : JsonSerializerContext
{
    /// <summary>Letters of every script as they are: the lines are for people and programs, not for pages.</summary>
    public static ParsedJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
