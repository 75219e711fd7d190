using System.Net;

namespace Monitor.Worker.Health.Metrics;

/// <summary><c>/metrics</c> for Prometheus: on its own machine, or to whoever reaches the listening address when <c>Metrics:Open</c> says so.</summary>
internal static class MetricsPage
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes, bool open)
    {
        // Made now: what is counted before somebody listens is lost.
        var text = routes.ServiceProvider.GetRequiredService<MetricsText>();
        var store = routes.ServiceProvider.GetRequiredService<StoreMeter>();
        routes.MapGet("/metrics", async (HttpContext context) =>
        {
            if (!open && !(context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote))) return Refused();
            await store.RefreshAsync(context.RequestAborted);
            return Results.Text(text.Write(), ContentType);
        });
    }

    private static IResult Refused() =>
        Results.Text("Metrics are shown on their own machine only; Monitor:Metrics:Open shows them to whoever reaches this address.\n", statusCode: StatusCodes.Status403Forbidden);
}
