using Microsoft.Extensions.Logging;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>The service, until SIGTERM.</summary>
internal static partial class RunCommand
{
    public static Task<int> RunAsync(CommandContext context, CancellationToken cancellation) =>
        context.WithSettingsAsync(settings => ServeAsync(context, settings, cancellation));

    private static Task<int> ServeAsync(CommandContext context, MonitorSettings settings, CancellationToken cancellation) =>
        context.WithInstallationAsync(settings, async (installation, logger, log) =>
        {
            try
            {
                await using var service = await Service.StartAsync(installation, logger, cancellation);
                LogReady(log, settings.Options.BaseUrl, installation.Watch.Value.Sources.Count, installation.Watch.Value.Queries.All.Count);
                if (settings.Options.Sources.Count == 0) LogNothingToWatch(log);
                await using var reload = Reload(context, service, log, cancellation);
                return await service.WaitAsync(cancellation) ? ExitCode.Done : ExitCode.Failed;
            }
            catch (IOException problem)
            {
                // Kestrel's way to say that the address is taken.
                LogNotStarted(log, problem.Message, settings.Options.Listen);
                return ExitCode.Failed;
            }
        },
        cancellation);
}
