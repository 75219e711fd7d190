using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Worker.Commands;

/// <summary>Asks the running service, at its own listening address, whether it is live.</summary>
internal static class HealthcheckCommand
{
    public static Task<int> RunAsync(CommandContext context, CancellationToken cancellation) => context.WithSettingsAsync(async settings =>
    {
        var address = Address(settings.Options.Listen);
        using var gate = new WebGate(new GateOptions { AllowPrivate = [address.Authority], Timeout = TimeSpan.FromSeconds(5) }, context.Time, WatchAssembly.Resolver);
        try
        {
            var answer = await gate.SendAsync(new GateRequest(new Uri(address, "/healthz/live")), cancellation);
            if (answer.Status == HttpStatusCode.OK) return ExitCode.Done;
            await context.Errors.WriteLineAsync($"{address} answered {(int)answer.Status}.");
        }
        catch (SourceException problem)
        {
            await context.Errors.WriteLineAsync(problem.Message);
        }

        return ExitCode.Failed;
    });

    // "Every interface" is no address to connect to: the loopback one is among them.
    private static Uri Address(string listen)
    {
        var first = listen.Split(';', StringSplitOptions.TrimEntries)[0];
        foreach (var every in (string[])["//*", "//+", "//0.0.0.0", "//[::]"]) first = first.Replace(every, "//127.0.0.1", StringComparison.Ordinal);
        return new Uri(first);
    }
}
