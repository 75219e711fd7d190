using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Testing;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Receiving;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Sqlite;
using Monitor.Worker.Tests.Pipeline;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Receiving;

/// <summary>A hub and the call-backs on two ports of loopback. The hub verifies what it is asked at once, as some do, for three hours.</summary>
internal sealed class HubHouse : IAsyncDisposable
{
    public const int MostBytes = 64 << 10;

    private readonly ScratchFolder folder = new();
    private readonly HttpClient web = new();
    private readonly CurrentWatch watch = new(Watching(new ScriptedSource(Sample.Press)));
    private WebApplication hub = null!;
    private WebApplication site = null!;
    private WebGate gate = null!;

    public VirtualClock Clock { get; } = new(Sample.Noon);

    public DateTimeOffset Now => Clock.GetUtcNow();

    public SqliteDatabase Store { get; private set; } = null!;

    public Subscriber Subscriber { get; private set; } = null!;

    /// <summary>What the hub was asked.</summary>
    public List<IFormCollection> Asked { get; } = [];

    /// <summary>Sources that were told of.</summary>
    public List<string> Told { get; } = [];

    public bool Verifies { get; set; } = true;

    public HttpStatusCode Answers { get; set; } = HttpStatusCode.Accepted;

    public async ValueTask OpenAsync()
    {
        Store = await SqliteDatabase.OpenAsync(folder.Path, Clock, default);
        (hub, site) = (Server(), Server());
        hub.MapPost("/", AnswerAsync);
        new Callbacks(Store.Subscriptions, Told.Add, MostBytes, Clock).Map(site);
        await hub.StartAsync();
        await site.StartAsync();
        gate = new WebGate(new GateOptions { AllowPrivate = ["127.0.0.1:" + new Uri(hub.Urls.Single()).Port] }, TimeProvider.System, WatchAssembly.Resolver);
        Subscriber = new Subscriber(new Hub(gate, new Uri(site.Urls.Single())), Store.Subscriptions, watch, Clock, NullLogger<Subscriber>.Instance);
    }

    public async Task<Subscription> SubscribeAsync()
    {
        await Store.Subscriptions.OfferAsync(Sample.Press.Key, new PushOffer(new Uri(hub.Urls.Single()), new Uri("https://press.example.org/feed")), Now, default);
        await Subscriber.RunAsync(default);
        return (await Store.Subscriptions.OfSourceAsync(Sample.Press.Key, default))!;
    }

    public void WatchNothing() => watch.Replace(Watching());

    public Task<Subscription?> FindAsync(Subscription subscription) => Store.Subscriptions.FindAsync(subscription.Callback, default);

    public Task<HttpResponseMessage> CallAsync(Subscription subscription, string query) => web.GetAsync(Address(subscription.Callback) + "?" + query);

    public Task<HttpStatusCode> PushAsync(Subscription subscription, string body, string method = "sha256")
    {
        var (key, bytes) = (Encoding.UTF8.GetBytes(subscription.Secret.Reveal()), Encoding.UTF8.GetBytes(body));
        var digest = CryptographicOperations.HmacData(new HashAlgorithmName(method.ToUpperInvariant()), key, bytes);
        return PostAsync(subscription.Callback, new ByteArrayContent(bytes), $"{method}={Convert.ToHexStringLower(digest)}");
    }

    public async Task<HttpStatusCode> PostAsync(string callback, HttpContent content, string? signature, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(callback)) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Hub-Signature", signature);
        using var answer = await web.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await site.DisposeAsync();
        gate.Dispose();
        web.Dispose();
        await Store.DisposeAsync();
        folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Asked.Add(form);
        context.Response.StatusCode = (int)Answers;
        if (!Verifies || Answers != HttpStatusCode.Accepted) return;
        var query = $"?hub.mode={form["hub.mode"]}&hub.topic={Uri.EscapeDataString(form["hub.topic"].ToString())}&hub.challenge=c-{Asked.Count}&hub.lease_seconds=10800";
        Assert.Equal($"c-{Asked.Count}", await web.GetStringAsync(form["hub.callback"] + query));
    }

    private string Address(string callback) => $"{site.Urls.Single()}/receive/websub/{callback}";

    private static Watch Watching(params ISource[] sources) =>
        new(new StandingQueries([]), [.. sources.Select(source => new WatchedSource(source, TimeSpan.FromMinutes(15)))], [], []);

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        return app;
    }
}
