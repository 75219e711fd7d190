namespace Monitor.Fuzz.Targets;

/// <summary>Everything that reads what strangers wrote; one line each.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("feed", SeedKind.Feed, FeedClaims.Read),
        new("json", SeedKind.Json, FeedClaims.Read),
        new("opml", SeedKind.Opml, FeedClaims.Read),
        new("sitemap", SeedKind.Sitemap, SitemapClaims.Read),
        new("page", SeedKind.Html, FeedClaims.Read),
        new("charset", SeedKind.Feed, TextClaims.Decode),
        new("html", SeedKind.Html, HtmlClaims.Text),
        new("harmless", SeedKind.Html, HtmlClaims.Harmless),
        new("post", SeedKind.Html, HtmlClaims.Post),
        new("webpage", SeedKind.Html, HtmlClaims.Page),
        new("posts", SeedKind.Posts, PostsClaims.Read),
        new("date", SeedKind.Date, TextClaims.Date),
        new("retry-after", SeedKind.Date, TextClaims.RetryAfter),
        new("robots", SeedKind.Robots, RobotsClaims.Read),
        new("url", SeedKind.Url, AddressClaims.Canonical),
        new("gate", SeedKind.Url, AddressClaims.Gate),
        new("query", SeedKind.Query, TextClaims.Query),
        new("coding", SeedKind.Compressed, TextClaims.Coding),
    ];

    public static FuzzTarget Named(string name) => All.First(target => target.Name.Equals(name, StringComparison.Ordinal));
}
