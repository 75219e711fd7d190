using Monitor.Sources.Feed;

namespace Monitor.Sources.Tests.Feed.Conformance;

/// <summary>An entry with its texts in every form that a suite may expect them in.</summary>
internal sealed record Reading(ParsedEntry Entry)
{
    public string Text { get; } = Entry.Text.ToPlain();

    public string Summary { get; } = Entry.Summary?.ToPlain() ?? "";

    public string Html { get; } = Entry.Text.ToHarmlessHtml();

    public IReadOnlyList<string> Texts => [Text, Summary, Html];

    public IReadOnlyList<string> Authors { get; } = [.. Entry.Authors.Select(person => person.Shown)];

    public static ParsedFeed Feed(string path, string? contentType = null, Uri? home = null, string? language = null) =>
        FeedParser.Parse(File.ReadAllBytes(path), contentType, home, language);

    public static IReadOnlyList<Reading> Entries(ParsedFeed feed) => [.. feed.Entries.Select(entry => new Reading(entry))];
}
