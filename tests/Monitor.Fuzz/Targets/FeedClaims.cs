using Monitor.Core.Fetching;
using Monitor.Sources.Feed;

namespace Monitor.Fuzz.Targets;

/// <summary>A document that a feed's address answered with, as far as the items made of it.</summary>
internal static class FeedClaims
{
    private static readonly Uri Home = new("https://example.org/news/feed.xml");
    private static readonly string?[] Types = [null, "text/xml; charset=utf-8", "application/rss+xml; charset=windows-1252", "text/html", "application/json; charset=utf-16"];

    public static void Read(byte[] input)
    {
        var feed = FeedParser.Parse(input, Types[input.Length % Types.Length], input.Length % 2 == 0 ? Home : null);
        Claim.That(feed.Entries.Count <= 2_000, "more entries than anybody reads");
        Claim.That(feed.Feeds.Count <= 20_000, "more feeds than anybody reads");
        foreach (var text in (string[])[feed.Title, feed.Description, feed.Language, feed.Problem ?? "", .. feed.Warnings]) Claim.IsText(text, "a feed's text");
        foreach (var address in (string[])[feed.Url, feed.Self, feed.Hub, feed.Older, .. feed.Feeds.Select(link => link.Url)]) Claim.IsWebOrEmpty(address, "a feed's address");
        foreach (var link in feed.Feeds) Claim.IsText(link.Title + link.Group, "a listed feed's title");
        foreach (var entry in feed.Entries) Check(entry);
        var items = FeedItems.Of(feed.Entries, null);
        foreach (var item in items) Check(item);
        Claim.That(items.DistinctBy(item => item.Id).Count() == items.Count, "two items have one identifier");
    }

    private static void Check(ParsedEntry entry)
    {
        Claim.IsWebOrEmpty(entry.Url, "an entry's address");
        Claim.IsWebOrEmpty(entry.Comments, "an entry's comments");
        Claim.IsWebOrEmpty(entry.CommentsFeed, "an entry's comments' feed");
        foreach (var person in entry.Authors)
        {
            Claim.IsText(person.Name + person.Email, "a person");
            Claim.IsWebOrEmpty(person.Url, "a person's address");
        }

        foreach (var file in entry.Enclosures) Claim.IsWebOrEmpty(file.Url, "a file's address");
        Claim.That(!entry.Title.Contains('\n', StringComparison.Ordinal), "a title has two lines");
    }

    private static void Check(Item item)
    {
        foreach (var text in (string[])[item.Id, item.Title, item.Body, item.Author.Name, item.Language, .. item.Tags]) Claim.IsText(text, "an item's text");
        foreach (var link in item.Links) Claim.IsWebOrEmpty(link, "an item's link");
        Claim.That(item.Id.Length is > 0 and <= 500, "an item's identifier is empty or too long");
        Claim.That(item.Title.Length <= 1_000 && item.Body.Length <= 500_000 && item.Author.Name.Length <= 1_000, "an item's text is too long");
        Claim.That(item.Links.Count <= 1_000 && item.Tags.Count <= 200, "an item has too many links or tags");
    }
}
