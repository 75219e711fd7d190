using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Sources.Feed;
using Monitor.Worker.Configuration;
using Monitor.Worker.Tests.Storing;

namespace Monitor.Worker.Tests.Receiving;

/// <summary>The whole service with a feed and its hub on loopback.</summary>
public sealed class PushedServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder folder = new();
    private readonly SemaphoreSlim looks = new(0);
    private readonly TaskCompletionSource<IFormCollection> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication publisher = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        publisher = builder.Build();
        publisher.UseRouting();
        publisher.MapGet("/feed", Feed);
        publisher.MapPost("/hub", async context =>
        {
            asked.TrySetResult(await context.Request.ReadFormAsync());
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await publisher.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await publisher.DisposeAsync();
        looks.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Looks_at_a_feed_as_soon_as_its_hub_pushes()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var installation = await Installation.OpenAsync(Settings(), TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        await using var service = await Service.StartAsync(installation, Serilog.Core.Logger.None, cancellation);
        Assert.True(await looks.WaitAsync(Patience, cancellation));
        var form = await asked.Task.WaitAsync(Patience, cancellation);

        using var web = new HttpClient();
        var path = new Uri(form["hub.callback"].ToString()).AbsolutePath;
        var query = $"?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(form["hub.topic"].ToString())}&hub.challenge=yes&hub.lease_seconds=3600";
        Assert.Equal("yes", await web.GetStringAsync(new Uri($"{Site}{path}{query}"), cancellation));
        Assert.Equal(HttpStatusCode.Accepted, await PushAsync(web, path, form["hub.secret"].ToString()));
        Assert.True(await looks.WaitAsync(Patience, cancellation));
    }

    private string Site { get; } = $"http://127.0.0.1:{FreePort()}";

    private MonitorSettings Settings()
    {
        var options = new MonitorOptions
        {
            DataDirectory = folder.Path,
            Listen = Site,
            BaseUrl = new Uri("https://monitor.example.org/"),
            Push = new PushOptions { Enabled = true },
            Network = new NetworkOptions { AllowPrivate = ["127.0.0.1:" + new Uri(publisher.Urls.Single()).Port] },
            Sources = [new FeedOptions { Name = "press", Type = "feed", Urls = [publisher.Urls.Single() + "/feed"], Every = TimeSpan.FromHours(1) }],
        };
        return new MonitorSettings(options, null, folder.Path);
    }

    private Task Feed(HttpContext context)
    {
        looks.Release();
        context.Response.ContentType = "application/atom+xml";
        return context.Response.WriteAsync("<feed xmlns='http://www.w3.org/2005/Atom'><link rel='hub' href='/hub'/><link rel='self' href='/feed'/><entry><id>1</id><title>T</title></entry></feed>");
    }

    private async Task<HttpStatusCode> PushAsync(HttpClient web, string path, string secret)
    {
        byte[] body = [1];
        using var request = new HttpRequestMessage(HttpMethod.Post, Site + path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Hub-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        using var answer = await web.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
