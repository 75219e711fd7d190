using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Sources;
using Monitor.Sources.Feed;
using Monitor.Sources.HackerNews;
using Monitor.Sources.Http;
using Monitor.Sources.Links;
using Monitor.Sources.Mastodon;
using Monitor.Sources.Sitemap;
using Monitor.Sources.WebPage;

namespace Monitor.Fuzz.Bombs;

/// <summary>Who reads what a bomb's peer answers.</summary>
internal enum BombReader
{
    Feed,
    Page,
    Posts,
    Sitemap,

    /// <summary>A site whose robots.txt says where its sitemaps are.</summary>
    Site,
    Statuses,
    Hashtag,
    Instance,
    Link,
    Robots,
}

/// <summary>How each asks.</summary>
internal static class BombReading
{
    private const string Server = "social.example";

    /// <returns>What came of it, in a few words.</returns>
    public static Task<string> ReadAsync(this BombReader reader, Uri address, SourceTools tools) => reader switch
    {
        BombReader.Feed => FetchAsync(FeedSource.Open(new FeedOptions { Name = "bomb", Urls = [address.AbsoluteUri] }, tools).Single(), Cursor.Start),
        BombReader.Page => FetchAsync(new WebPageSource(new WebPageOptions { Name = "bomb", Url = address.AbsoluteUri }, tools), Cursor.Start),
        BombReader.Sitemap => SitemapAsync(new Uri(address, "sitemap.xml"), tools),
        BombReader.Site => SitemapAsync(address, tools),
        BombReader.Posts => HitsAsync(address, tools.Web),
        BombReader.Link => LinkAsync(address, tools),
        BombReader.Robots => RobotsAsync(address, tools.Web),
        _ => MastodonAsync(reader, new MastodonApi(new MastodonOptions { Name = "bomb", Server = Server, Endpoint = address }, tools.Web, tools.Time)),
    };

    private static async Task<string> FetchAsync(ISource source, Cursor cursor)
    {
        var fetched = await source.FetchAsync(new FetchRequest(cursor, SearchPlan.Nothing), CancellationToken.None);
        return $"{fetched.Items.Count} items{string.Concat(fetched.Warnings.Take(1).Select(warning => $", {warning}"))}";
    }

    /// <summary>As if it had been empty at the last look, so that all it lists is new.</summary>
    private static Task<string> SitemapAsync(Uri address, SourceTools tools) => FetchAsync(
        new SitemapSource(new SitemapOptions { Name = "bomb", Url = address.AbsoluteUri, Pages = 1 }, tools),
        new SitemapMemory(address.AbsoluteUri, new Dictionary<string, FileMemory>(), [], tools.Time.GetUtcNow()).ToCursor());

    private static async Task<string> HitsAsync(Uri address, IWebGate web)
    {
        var answer = await web.SendAsync(new GateRequest(address), CancellationToken.None);
        return $"{HackerNewsPage.Parse(answer.Body.Span).Items.Count} items";
    }

    private static async Task<string> LinkAsync(Uri address, SourceTools tools)
    {
        var end = await new LinkResolver(tools.Web, tools.Time).ResolveAsync(address.AbsoluteUri, new LinkRules { Pace = TimeSpan.Zero }, CancellationToken.None);
        return $"{end.Outcome} after {end.Hops.Count} hops{(end.Note is null ? "" : $", {end.Note}")}";
    }

    private static async Task<string> RobotsAsync(Uri address, IWebGate web)
    {
        var answer = await web.SendAsync(new GateRequest(new Uri(address, new string('a', 8_000))) { ObeyRobots = true, FirstBytes = 1_000 }, CancellationToken.None);
        return $"allowed, {(int)answer.Status}";
    }

    private static async Task<string> MastodonAsync(BombReader reader, MastodonApi server)
    {
        if (reader == BombReader.Instance) return $"version {(await server.InstanceAsync(CancellationToken.None))?.Version}";
        if (reader == BombReader.Hashtag) return $"{(await server.FeedAsync("acme", CancellationToken.None)).Count} items";
        var page = await server.TagAsync(new TagQuestion("acme", Reach.Everybody), CancellationToken.None);
        return $"{page!.Statuses.Select(status => StatusItem.Of(status, Server)).OfType<Item>().ToList().Count} items, {page.Unreadable} unread";
    }
}
