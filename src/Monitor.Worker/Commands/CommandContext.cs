using Monitor.Core.Storing;
using Monitor.Worker.Configuration;
using Monitor.Worker.Health;
using Serilog.Core;

namespace Monitor.Worker.Commands;

/// <summary>What every verb is given: the common options, the clock and where it writes.</summary>
internal sealed record CommandContext(string? Config, string LogLevel, TimeProvider Time, TextWriter Output, TextWriter Errors)
{
    public ConfigurationFile Configuration => ConfigurationFile.OfProcess(Config, Expressions.Problems);

    /// <summary>Loads the configuration and hands it over; says everything that is wrong with it otherwise.</summary>
    public async Task<int> WithSettingsAsync(Func<MonitorSettings, Task<int>> act)
    {
        var loaded = Configuration.Load();
        if (loaded.Settings is { } settings) return await act(settings);
        await ProblemReport.WriteAsync(loaded.Problems, isJson: false, Errors);
        return ExitCode.Usage;
    }

    /// <summary>Does something with a store; says why when it cannot be done.</summary>
    public async Task<int> WithStoreAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (StoreException problem)
        {
            await Errors.WriteLineAsync(problem.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Opens the installation for one command and closes it after.</summary>
    public async Task<int> WithInstallationAsync(MonitorSettings settings, Func<Installation, Logger, ILogger, Task<int>> act, CancellationToken cancellation)
    {
        await using var logger = Logging.Open(LogLevel);
        using var logs = Logging.Factory(logger);
        return await WithStoreAsync(async () =>
        {
            await using var installation = await Installation.OpenAsync(settings, Time, logs, cancellation);
            return await act(installation, logger, logs.CreateLogger("Monitor"));
        });
    }
}
