using System.Runtime.InteropServices;
using Monitor.Core.Storing;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>The service, until SIGTERM.</summary>
internal static partial class RunCommand
{
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var file = context.Configuration;
        var loaded = file.Load();
        if (loaded.Settings is not { } settings)
        {
            await ProblemReport.WriteAsync(loaded.Problems, isJson: false, context.Errors);
            return ExitCode.Usage;
        }

        return await context.WithInstallationAsync(
            settings,
            async (installation, logger, log) =>
            {
                try
                {
                    await using var service = await Service.StartAsync(installation, logger, cancellation);
                    Announce(log, installation, loaded.Warnings);
                    await CountWordsAsync(installation, log, cancellation);
                    var watching = WatchConfigurationAsync(file, loaded, service, log, context.Time, cancellation);
                    var ended = await service.WaitAsync(cancellation);
                    await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return ended ? ExitCode.Done : ExitCode.Failed;
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

    private static void Announce(ILogger log, Installation installation, IReadOnlyList<ConfigurationProblem> doubts)
    {
        foreach (var doubt in doubts) LogWarning(log, doubt.ToString());
        foreach (var warning in installation.Database.Warnings) LogWarning(log, warning);
        var watch = installation.Watch.Value;
        if (watch.Sources.Count == 0) LogNothingToWatch(log, installation.Settings.Options.BaseUrl);
        else LogReady(log, watch.Sources.Count, watch.Queries.All.Count, installation.Settings.Options.BaseUrl);
    }

    private static async Task CountWordsAsync(Installation installation, ILogger log, CancellationToken cancellation)
    {
        try
        {
            await installation.CountWordsAsync(cancellation);
        }
        catch (StoreException problem)
        {
            // It only makes matching faster.
            LogWarning(log, problem.Message);
        }
    }

    private static async Task WatchConfigurationAsync(
        ConfigurationFile file, LoadedConfiguration loaded, Service service, ILogger log, TimeProvider time, CancellationToken cancellation)
    {
        var watch = new ConfigurationWatch(file, loaded, changed => TakeAsync(changed, service, log, cancellation), time);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            Reload();
        });
        service.ConfigurationNews.Came += Reload;
        await watch.RunAsync(cancellation);

        void Reload() => _ = Task.Run(watch.ReloadAsync, cancellation);
    }

    private static async Task TakeAsync(LoadedConfiguration changed, Service service, ILogger log, CancellationToken cancellation)
    {
        foreach (var problem in changed.Problems.Concat(changed.Warnings)) LogWarning(log, problem.ToString());
        if (changed.Settings is not { } settings)
        {
            LogKept(log, changed.Problems.Count);
            return;
        }

        try
        {
            await service.ReplaceAsync(settings, cancellation);
            LogTaken(log, settings.Options.Sources.Count, settings.Options.Queries.Count);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            LogNotTaken(log, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready: {Sources} sources, {Queries} queries; the page is at {Address}")]
    private static partial void LogReady(ILogger log, int sources, int queries, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready, but nothing to watch: write sources and queries into appsettings.json (appsettings.example.json names everything), or see it work with 'monitor demo'; the page is at {Address}")]
    private static partial void LogNothingToWatch(ILogger log, Uri address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger log, string warning);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed configuration has {Count} problems; the one before stays in force")]
    private static partial void LogKept(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The changed configuration is in force: {Sources} sources, {Queries} queries")]
    private static partial void LogTaken(ILogger log, int sources, int queries);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed configuration is right but could not be put in force; restart the service to try again")]
    private static partial void LogNotTaken(ILogger log, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Not started: {Problem} Free the address or change Monitor:Listen ({Listen})")]
    private static partial void LogNotStarted(ILogger log, string problem, string listen);
}
