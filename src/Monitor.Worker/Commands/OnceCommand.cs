using Monitor.Worker.Configuration;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Commands;

/// <param name="Source">Only the source of this name; null for all.</param>
/// <param name="DryRun">Store and send nothing.</param>
/// <param name="Digest">The digest to send now; null for those that are due.</param>
/// <param name="Json">Print JSON.</param>
internal sealed record OnceArguments(string? Source, bool DryRun, string? Digest, bool Json);

/// <summary>One pass: every enabled source, then due deliveries and digests.</summary>
internal static class OnceCommand
{
    public static Task<int> RunAsync(CommandContext context, OnceArguments arguments, CancellationToken cancellation) =>
        context.WithSettingsAsync(async settings =>
        {
            if (Unknown(settings.Options, arguments) is { } problem)
            {
                await context.Errors.WriteLineAsync(problem);
                return ExitCode.Usage;
            }

            return await context.WithInstallationAsync(settings, (installation, _, _) => PassAsync(context, installation, arguments, cancellation), cancellation);
        });

    private static string? Unknown(MonitorOptions options, OnceArguments arguments)
    {
        var sources = options.Sources.Select(source => source.Name).ToList();
        if (arguments.Source is { } source && !sources.Contains(source, StringComparer.Ordinal))
            return $"--source {source}: there is no such source; the configuration has {List(sources)}.";
        var digests = options.Digests.Select(digest => digest.Name).ToList();
        if (arguments.Digest is { } digest && !digests.Contains(digest, StringComparer.Ordinal))
            return $"--digest {digest}: there is no such digest; the configuration has {List(digests)}.";
        return null;
    }

    private static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static async Task<int> PassAsync(CommandContext context, Installation installation, OnceArguments arguments, CancellationToken cancellation)
    {
        var pass = new Pass(installation);
        var scanned = await pass.ScanAsync(arguments.Source, arguments.DryRun, cancellation);
        var traced = arguments.DryRun ? [] : await pass.TraceAsync(cancellation);
        var told = arguments.DryRun ? Dispatched.Nothing : await pass.TellAsync(arguments.Digest, cancellation);
        await new OnceReport(context.Output, installation.Watch.Value.Queries.Titles).WriteAsync(scanned, traced, told, arguments);
        return scanned.All(scan => scan.Fault is null) && told is { Waiting: 0, Dead: 0 } ? ExitCode.Done : ExitCode.Partly;
    }
}
