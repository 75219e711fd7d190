using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Health.Metrics;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Health;

public sealed class OtlpExportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pushes_what_was_counted_to_the_collector_every_minute()
    {
        var pushed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = await CollectorAsync(pushed);
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
        using var store = new StoreMeter(new QuietStore(), new QuietStore(), new QuietLinks(), clock);
        using var export = new OtlpExport(new Uri(collector.Urls.Single()), store, clock);

        await export.StartAsync(Cancellation);
        PipelineMeter.Failed(new SourceIdentity("pushed-source", "feed"), TimeSpan.FromSeconds(1), SourceFault.Gone);
        clock.Advance(TimeSpan.FromMinutes(1));
        var body = await pushed.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await export.StopAsync(Cancellation);

        Assert.Contains("monitor.looks", body, StringComparison.Ordinal);
        Assert.Contains("pushed-source", body, StringComparison.Ordinal);
        Assert.Contains("monitor.outbox.messages", body, StringComparison.Ordinal);
    }

    /// <summary>As much of a collector as one push needs: gRPC over HTTP/2 without TLS.</summary>
    private static async Task<WebApplication> CollectorAsync(TaskCompletionSource<string> pushed)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
            pushed.TrySetResult(Encoding.Latin1.GetString(body.ToArray()));
        });
        await app.StartAsync(Cancellation);
        return app;
    }
}
