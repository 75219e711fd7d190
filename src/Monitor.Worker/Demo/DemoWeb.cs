using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Worker.Demo;

/// <summary>
/// A small web on loopback, in the shapes of the real ones: a blog with an RSS feed, a forum with an Atom feed, a search service like Hacker
/// News's, a Mastodon server, a page that changes, a link shortener, and a Slack look-alike that keeps what it is told.
/// </summary>
internal sealed class DemoWeb : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DateTimeOffset start;
    private readonly ConcurrentQueue<(DateTimeOffset At, string Payload)> told = new();
    private volatile int act = 1;

    private DemoWeb(WebApplication app, DateTimeOffset start, Uri address)
    {
        this.app = app;
        this.start = start;
        Address = address;
    }

    /// <summary>Where it is, without a trailing slash.</summary>
    public Uri Address { get; }

    /// <summary>What the Slack look-alike was told, in order.</summary>
    public IReadOnlyCollection<(DateTimeOffset At, string Payload)> Told => told;

    private string Root => Address.GetLeftPart(UriPartial.Authority);

    public static async Task<DemoWeb> StartAsync(int port, TimeProvider time, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var web = new DemoWeb(builder.Build(), time.GetUtcNow(), new Uri($"http://127.0.0.1:{port}"));
        web.Map(time);
        await web.app.StartAsync(cancellation);
        return web;
    }

    /// <summary>Act 2: the world speaks.</summary>
    public void Publish() => act = 2;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map(TimeProvider time)
    {
        app.MapGet("/blog/", () => Results.Content($"""<!doctype html><html lang="fr"><head><title>Les carnets d’Ariane</title><link rel="alternate" type="application/rss+xml" href="feed.xml"></head><body>…</body></html>""", "text/html; charset=utf-8"));
        app.MapGet("/blog/feed.xml", () => Results.Content(Rss(), "application/rss+xml; charset=utf-8"));
        app.MapGet("/forum/latest.atom", () => Results.Content(Atom(), "application/atom+xml; charset=utf-8"));
        app.MapGet("/hn/api/v1/search_by_date", (string? query) => Results.Content(Search(query ?? ""), "application/json"));
        app.MapGet("/api/v2/instance", () => Results.Content("""{"domain":"social.example","title":"A Mastodon look-alike","version":"4.5.0"}""", "application/json"));
        app.MapGet("/api/v1/timelines/tag/{tag}", (string? min_id, string? since_id) => Results.Content(Timeline(min_id ?? since_id ?? ""), "application/json"));
        app.MapGet("/ville/", () => Results.Content(Page(), "text/html; charset=utf-8"));
        app.MapGet("/s/{code}", (string code) => Results.Redirect($"https://orvelo.example/modeles/{code}"));
        app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nAllow: /\n"));
        app.MapPost("/slack", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            told.Enqueue((time.GetUtcNow(), await reader.ReadToEndAsync(request.HttpContext.RequestAborted)));
            return Results.Text("ok");
        });
    }

    private IEnumerable<DemoPost> Now(IReadOnlyList<DemoPost> posts) => posts.Where(post => post.Act <= act);

    private DateTimeOffset Time(DemoPost post) => start - (post.Act == 1 ? TimeSpan.FromHours(9) : TimeSpan.FromMinutes(2));

    private string Html(DemoPost post) => post.Html.Replace("{web}", Root, StringComparison.Ordinal);

    // The forum's feed shows two entries, and two more have come: whatever else came in between is gone, which the digest says.
    private IEnumerable<DemoPost> ForumWindow() => Now(DemoStory.Forum).TakeLast(2);

    private string Rss()
    {
        var items = Now(DemoStory.Blog).Select(post => $"""
            <item><title>{WebUtility.HtmlEncode(post.Title)}</title><link>{Root}/blog/{post.Id}</link><guid isPermaLink="false">{post.Id}</guid>
            <dc:creator>{post.Author}</dc:creator><pubDate>{Time(post):R}</pubDate><content:encoded><![CDATA[{Html(post)}]]></content:encoded></item>
            """);
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>Les carnets d’Ariane</title><link>{Root}/blog/</link><language>fr</language>
            {string.Concat(items.Reverse())}
            </channel></rss>
            """;
    }

    private string Atom()
    {
        var entries = ForumWindow().Select(post => $"""
            <entry><id>tag:forum.example,2026:{post.Id}</id><title>{WebUtility.HtmlEncode(post.Title)}</title><link href="{Root}/forum/t/{post.Id}"/>
            <author><name>{post.Author}</name></author><updated>{Time(post):O}</updated><published>{Time(post):O}</published><content type="html">{WebUtility.HtmlEncode(Html(post))}</content></entry>
            """);
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:forum.example,2026:latest</id><title>The Pannier, a cycling forum</title><updated>{start:O}</updated>
            {string.Concat(entries.Reverse())}
            </feed>
            """;
    }

    // Like the real one: accents and case do not count in the search.
    private string Search(string query)
    {
        var words = query.Replace("\"", "", StringComparison.Ordinal);
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        var hits = Now(DemoStory.News)
            .Where(post => compare.IndexOf(WebUtility.HtmlDecode(post.Html), words, CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreCase) >= 0)
            .Select(post => (JsonNode)new JsonObject
            {
                ["objectID"] = post.Id,
                ["created_at"] = Time(post).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["created_at_i"] = Time(post).ToUnixTimeSeconds(),
                ["author"] = post.Author,
                ["comment_text"] = Html(post),
                ["story_id"] = 4100000,
                ["story_title"] = "Ask HN: What do you commute on?",
                ["parent_id"] = 4100000,
                ["_tags"] = new JsonArray("comment", $"author_{post.Author}", "story_4100000"),
            });
        var all = new JsonArray([.. hits.Reverse()]);
        return new JsonObject { ["nbHits"] = all.Count, ["hits"] = all, ["page"] = 0, ["nbPages"] = 1, ["hitsPerPage"] = 1000 }.ToJsonString();
    }

    private string Timeline(string after)
    {
        var statuses = Now(DemoStory.Social)
            .Where(post => string.CompareOrdinal(post.Id, after) > 0)
            .Select(post => (JsonNode)new JsonObject
            {
                ["id"] = post.Id,
                ["uri"] = $"{Root}/users/{post.Author}/statuses/{post.Id}",
                ["url"] = $"{Root}/@{post.Author}/{post.Id}",
                ["created_at"] = Time(post).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["visibility"] = "public",
                ["language"] = "fr",
                ["content"] = Html(post),
                ["spoiler_text"] = "",
                ["favourites_count"] = 4,
                ["reblogs_count"] = 1,
                ["tags"] = new JsonArray(new JsonObject { ["name"] = "orvelo", ["url"] = $"{Root}/tags/orvelo" }),
                ["mentions"] = new JsonArray(),
                ["media_attachments"] = new JsonArray(),
                ["account"] = new JsonObject
                {
                    ["id"] = "1", ["username"] = post.Author, ["acct"] = post.Author, ["display_name"] = post.Author, ["url"] = $"{Root}/@{post.Author}", ["followers_count"] = 321,
                },
            });
        return new JsonArray([.. statuses.Reverse()]).ToJsonString();
    }

    private string Page()
    {
        var items = Now(DemoStory.Page).Select(post => $"<li>{post.Html}</li>");
        return $"""<!doctype html><html lang="fr"><head><title>Actualités de la ville</title></head><body><nav>Accueil</nav><main><h1>Actualités</h1><ul>{string.Concat(items.Reverse())}</ul></main></body></html>""";
    }
}
