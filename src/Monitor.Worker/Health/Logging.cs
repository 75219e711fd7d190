using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace Monitor.Worker.Health;

/// <summary>Logs go to standard error: lines for a person on a terminal, one JSON object per event elsewhere.</summary>
internal static class Logging
{
    public static IReadOnlyList<string> Levels { get; } = ["debug", "info", "warn", "error"];

    /// <param name="level">One of <see cref="Levels"/>.</param>
    public static Logger Open(string level)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(Level(level))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .WriteTo.Console(
                Console.IsErrorRedirected ? new JsonFormatter(renderMessage: true) : new LogLine(colour: !NoColour),
                standardErrorFromLevel: LogEventLevel.Verbose);
        return configuration.CreateLogger();
    }

    /// <summary>For whoever has no host: without a container of services, which a short command would make for this alone.</summary>
    public static ILoggerFactory Factory(Logger logger) => new SerilogLoggerFactory(logger);

    /// <summary>https://no-color.org: any value asks for no colour.</summary>
    public static bool NoColour => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    private static LogEventLevel Level(string level) => level switch
    {
        "debug" => LogEventLevel.Debug,
        "warn" => LogEventLevel.Warning,
        "error" => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
