using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>
/// Feeds that take their time and gain an item now and then, and a webhook. Outside the product, it keeps a ledger of what it published, who
/// looked when, and what it was told.
/// </summary>
internal sealed class ClusterWeb : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeSpan latency;
    private readonly Lock gate = new();
    private readonly Dictionary<int, List<string>> feeds = [];
    private readonly List<string> published = [];
    private readonly List<Look> looks = [];

    private ClusterWeb(WebApplication app, int feeds, TimeSpan latency)
    {
        this.app = app;
        this.latency = latency;
        for (var feed = 0; feed < feeds; feed++) this.feeds[feed] = [];
    }

    public string Authority { get; private set; } = "";

    /// <summary>Where the webhook is: another port, or an alert would wait for its turn among the looks at one host.</summary>
    public string Door { get; private set; } = "";

    /// <summary>Of a look: that the feed has one item more.</summary>
    public double Growth { get; set; }

    /// <summary>Addresses of all feeds.</summary>
    public IEnumerable<string> Feeds => feeds.Keys.Select(feed => $"http://{Authority}/feed/{feed}");

    /// <summary>Tokens of the items published; those with an even number name the brand.</summary>
    public IReadOnlyList<string> Published
    {
        get
        {
            lock (gate) return [.. published];
        }
    }

    public IReadOnlyList<string> Mentions => [.. Published.Where((_, number) => number % 2 == 0)];

    /// <summary>Every look, in the order in which they began.</summary>
    public IReadOnlyList<Look> Looks
    {
        get
        {
            lock (gate) return [.. looks];
        }
    }

    /// <summary>What the webhook was told, those included whose answer the sender did not live to hear.</summary>
    public ConcurrentQueue<Told> Told { get; } = [];

    public static async Task<ClusterWeb> StartAsync(int feeds, TimeSpan latency)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var web = new ClusterWeb(builder.Build(), feeds, latency);
        web.app.MapGet("/feed/{feed:int}", web.AnswerAsync);
        web.app.MapPost("/slack/{team?}", web.HearAsync);
        await web.app.StartAsync();
        (web.Authority, web.Door) = (new Uri(web.app.Urls.First()).Authority, new Uri(web.app.Urls.Last()).Authority);
        return web;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> AnswerAsync(int feed, HttpRequest request)
    {
        var look = new Look(feed, request.Headers.UserAgent.ToString(), Stopwatch.GetTimestamp());
        lock (gate) looks.Add(look);
        await Task.Delay(latency);
        var text = Grow(feed);
        look.Answered = Stopwatch.GetTimestamp();
        return Results.Content(text, "application/rss+xml; charset=utf-8");
    }

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        var at = DateTimeOffset.UtcNow;
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        Told.Enqueue(new Told(await reader.ReadToEndAsync(), at));
        await Task.Delay(Random.Shared.Next(30));
        return Results.Text("ok");
    }

    private string Grow(int feed)
    {
        var text = new StringBuilder("<rss version=\"2.0\"><channel><title>Ledger</title>");
        lock (gate)
        {
            var items = feeds[feed];
            if (Random.Shared.NextDouble() < Growth)
            {
                var brand = published.Count % 2 == 0 ? "Acme shipped" : "Something else happened";
                published.Add($"token{published.Count:d6}x");
                items.Add($"<item><guid isPermaLink=\"false\">{published[^1]}</guid><title>{brand} {published[^1]}</title><link>http://{Authority}/{published[^1]}</link></item>");
            }

            foreach (var item in Enumerable.Reverse(items)) text.Append(item);
        }

        return text.Append("</channel></rss>").ToString();
    }
}

/// <param name="Feed">Which feed.</param>
/// <param name="Agent">Who: the User-Agent names the node.</param>
/// <param name="Began">When, by the stopwatch.</param>
internal sealed record Look(int Feed, string Agent, long Began)
{
    /// <summary>When it was answered; 0 before.</summary>
    public long Answered { get; set; }
}

internal sealed record Told(string Body, DateTimeOffset At);
