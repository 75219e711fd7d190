using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Mastodon;

/// <summary>A server as it behaves: pages by id, Link headers, access rules, rate headers, search by offset, RSS.</summary>
internal sealed class MastodonServer(VirtualClock clock) : IWebGate
{
    public const string Host = "example.social";

    private readonly List<GateRequest> requests = [];

    /// <summary>Posts by id, which orders them.</summary>
    public SortedDictionary<string, Post> Posts { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<GateRequest> Requests => requests;

    public IEnumerable<string> Paths => requests.Select(request => request.Address.PathAndQuery);

    /// <summary>What <c>hashtag_feeds</c> says; null for a server before 4.5.</summary>
    public (string Local, string Remote)? Access { get; set; }

    public HttpStatusCode? InstanceStatus { get; set; }

    public HttpStatusCode? TimelineStatus { get; set; }

    public HttpStatusCode? FeedStatus { get; set; }

    public bool SearchWorks { get; set; } = true;

    public int Remaining { get; set; } = 300;

    /// <summary>What the timeline's Link lines are; null for Mastodon's own.</summary>
    public Func<string, string, IEnumerable<string>>? Links { get; set; }

    public void Post(string id, DateTimeOffset written, string html, string visibility = "public") => Posts[id] = new(written, html, visibility);

    public Task<GateAnswer> SendAsync(GateRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        requests.Add(request);
        var query = HttpUtility.ParseQueryString(request.Address.Query);
        return Task.FromResult(request.Address.AbsolutePath switch
        {
            "/api/v2/instance" => InstanceStatus is { } status ? Error(request, status) : Json(request, Instance()),
            "/api/v2/search" => Json(request, new { accounts = Array.Empty<object>(), statuses = Found(query).Select(ToJson), hashtags = Array.Empty<object>() }),
            var path when path.StartsWith("/api/v1/timelines/tag/", StringComparison.Ordinal) => TimelineStatus is { } status ? Error(request, status) : Timeline(request, query),
            var path when path.StartsWith("/tags/", StringComparison.Ordinal) => FeedStatus is { } status ? Error(request, status) : Feed(request),
            var path => throw new UnexpectedRequestException(path),
        });
    }

    private object Instance() => Access is { } access
        ? new { domain = Host, version = "4.5.0", configuration = new { timelines_access = new { hashtag_feeds = new { local = access.Local, remote = access.Remote } } } }
        : new { domain = Host, version = "4.2.0", configuration = new { } };

    private GateAnswer Timeline(GateRequest request, System.Collections.Specialized.NameValueCollection query)
    {
        var limit = int.Parse(query["limit"] ?? "20", CultureInfo.InvariantCulture);
        var found = Posts.Where(post => Above(post.Key, query["min_id"]) && Above(query["max_id"], post.Key)).ToList();
        var page = (query["min_id"] is null ? found.TakeLast(limit) : found.Take(limit)).Reverse().ToList();
        var headers = new List<(string, string)>();
        if (page.Count > 0)
        {
            headers.AddRange((Links ?? OwnLinks)(page[^1].Key, page[0].Key).Select(line => ("Link", line)));
        }

        return Json(request, page.Select(ToJson), [.. headers]);
    }

    private IEnumerable<string> OwnLinks(string oldest, string newest) =>
        [$"<https://{Host}/api/v1/timelines/tag/acme?limit=40&max_id={oldest}>; rel=\"next\", <https://{Host}/api/v1/timelines/tag/acme?limit=40&min_id={newest}>; rel=\"prev\""];

    private IEnumerable<KeyValuePair<string, Post>> Found(System.Collections.Specialized.NameValueCollection query) => !SearchWorks ? [] : Posts
        .Where(post => query["q"]!.Split(' ').All(word => post.Value.Html.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .Reverse()
        .Skip(int.Parse(query["offset"]!, CultureInfo.InvariantCulture))
        .Take(int.Parse(query["limit"]!, CultureInfo.InvariantCulture));

    private static bool Above(string? id, string? bound) => id is null || bound is null || string.CompareOrdinal(id, bound) > 0;

    private static object ToJson(KeyValuePair<string, Post> post) => new
    {
        id = post.Key,
        uri = $"https://{Host}/users/ann/statuses/{post.Key}",
        url = $"https://{Host}/@ann/{post.Key}",
        created_at = post.Value.Written,
        visibility = post.Value.Visibility,
        content = post.Value.Html,
        account = new { acct = "ann", username = "ann", display_name = "Ann" },
    };

    private GateAnswer Feed(GateRequest request)
    {
        var items = string.Concat(Posts.Reverse().Take(20).Select(post =>
            $"<item><guid isPermaLink=\"true\">https://{Host}/@ann/{post.Key}</guid><link>https://{Host}/@ann/{post.Key}</link><pubDate>{post.Value.Written:r}</pubDate><description>{WebUtility.HtmlEncode(post.Value.Html)}</description></item>"));
        return ScriptedGate.Answer(request, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>#acme</title>{items}</channel></rss>"), "application/rss+xml");
    }

    private GateAnswer Json(GateRequest request, object body, params (string Name, string Value)[] headers) =>
        ScriptedGate.Answer(request, JsonSerializer.SerializeToUtf8Bytes(body), "application/json; charset=utf-8", HttpStatusCode.OK, [.. headers, .. Rate()]);

    private GateAnswer Error(GateRequest request, HttpStatusCode status) =>
        ScriptedGate.Answer(request, "{\"error\":\"Nein\"}"u8.ToArray(), "application/json", status, Rate());

    private (string Name, string Value)[] Rate() =>
    [
        ("X-RateLimit-Limit", "300"),
        ("X-RateLimit-Remaining", Remaining.ToString(CultureInfo.InvariantCulture)),
        ("X-RateLimit-Reset", clock.GetUtcNow().AddSeconds(90).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)),
    ];
}

internal sealed record Post(DateTimeOffset Written, string Html, string Visibility);
