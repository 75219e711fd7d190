using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Worker.Tests.Endurance;

/// <summary>
/// A feed that grows by a few items with every request, and a webhook; outside the product, it keeps a ledger of what it published and of
/// what it was told.
/// </summary>
internal sealed class LedgerWeb : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<string> published = [];
    private readonly ConcurrentQueue<string> told = new();
    private readonly ConcurrentQueue<string> asked = new();

    private LedgerWeb(WebApplication app) => this.app = app;

    public string Authority { get; private set; } = "";

    /// <summary>Tokens of the items published, in order; each third names the brand, each fifth only links to it, by a short link.</summary>
    public IReadOnlyList<string> Published
    {
        get
        {
            lock (gate) return [.. published];
        }
    }

    public IReadOnlyList<string> Mentions => [.. Published.Where((_, number) => number % 3 == 0 || number % 5 == 1)];

    /// <summary>Short links asked about, in order.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    /// <summary>Bodies posted to the webhook, in order, those included whose answer the sender did not live to hear.</summary>
    public IReadOnlyCollection<string> Told => told;

    public static async Task<LedgerWeb> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = new LedgerWeb(builder.Build());
        web.app.MapGet("/feed.xml", () => Results.Content(web.Grow(), "application/rss+xml; charset=utf-8"));
        web.app.MapMethods("/s/{code}", ["HEAD", "GET"], (string code) =>
        {
            web.asked.Enqueue(code);
            return Results.Redirect($"https://acme.example/{code}");
        });
        web.app.MapPost("/slack", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            web.told.Enqueue(await reader.ReadToEndAsync());
            await Task.Delay(Random.Shared.Next(30));
            return Results.Text("ok");
        });
        await web.app.StartAsync();
        web.Authority = new Uri(web.app.Urls.Single()).Authority;
        return web;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private string Grow()
    {
        var feed = new StringBuilder("<rss version=\"2.0\"><channel><title>Ledger</title>");
        lock (gate)
        {
            for (var i = Random.Shared.Next(1, 7); i > 0; i--) published.Add($"token{published.Count:d6}x");
            for (var number = published.Count - 1; number >= 0; number--)
            {
                var text = number % 3 == 0 ? "Acme shipped" : "Something else happened";
                feed.Append($"<item><guid isPermaLink=\"false\">{published[number]}</guid><title>{text} {published[number]}</title><link>http://{Authority}/{published[number]}</link>{(number % 5 == 1 ? $"<description>&lt;a href='http://{Authority}/s/{number}'&gt;this&lt;/a&gt;</description>" : "")}</item>");
            }
        }

        return feed.Append("</channel></rss>").ToString();
    }
}
