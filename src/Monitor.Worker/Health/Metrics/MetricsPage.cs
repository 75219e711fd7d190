using Monitor.Worker.Access;

namespace Monitor.Worker.Health.Metrics;

/// <summary><c>/metrics</c> for Prometheus: to whom the doorkeeper lets in, or to whoever reaches the listening address when <c>Metrics:Open</c> says so.</summary>
internal static class MetricsPage
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes, Doorkeeper door, bool open)
    {
        // Made now: what is counted before somebody listens is lost.
        var text = routes.ServiceProvider.GetRequiredService<MetricsText>();
        var store = routes.ServiceProvider.GetRequiredService<StoreMeter>();
        routes.MapGet("/metrics", async (HttpContext context) =>
        {
            if (!open && await RefusalAsync(context, door) is { } refusal) return refusal;
            await store.RefreshAsync(context.RequestAborted);
            return Results.Text(text.Write(), ContentType);
        });
    }

    private static async Task<IResult?> RefusalAsync(HttpContext context, Doorkeeper door)
    {
        switch (await door.JudgeAsync(context))
        {
            case Admission.Granted: return null;
            case Admission.LocalOnly: return Text("Metrics are shown on their own machine only; Monitor:Metrics:Open shows them to whoever reaches this address.", StatusCodes.Status403Forbidden);
            case Admission.OutOfScope: return Text("This token may not read: give it the scope read.", StatusCodes.Status403Forbidden);
            default:
                Doorkeeper.Ask(context.Response);
                return Text("Show a token of Monitor:Access:Tokens, or a name and password of Monitor:Access:Users.", StatusCodes.Status401Unauthorized);
        }
    }

    private static IResult Text(string text, int status) => Results.Text(text + "\n", statusCode: status);
}
