
namespace Monitor.Worker.Health;

/// <summary>What a container's probes ask.</summary>
internal static class HealthChecks
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => Results.Text("live\n"));
        routes.MapGet("/healthz/startup", (Readiness readiness, CancellationToken cancellation) => AnswerAsync(readiness, cancellation));
        routes.MapGet("/healthz/ready", (Readiness readiness, CancellationToken cancellation) => AnswerAsync(readiness, cancellation));
    }

    private static async Task<IResult> AnswerAsync(Readiness readiness, CancellationToken cancellation) =>
        await readiness.ProblemAsync(cancellation) is { } problem
            ? Results.Text(problem + "\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready\n");
}
