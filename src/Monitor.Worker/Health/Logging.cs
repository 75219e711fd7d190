using Monitor.Worker.Storing.Postgres;
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
            .Filter.ByExcluding(IsOfAnOutage)
            .WriteTo.Console(
                Console.IsErrorRedirected ? new JsonFormatter(renderMessage: true) : new LogLine(colour: !NoColour),
                standardErrorFromLevel: LogEventLevel.Verbose);
        return configuration.CreateLogger();
    }

    /// <summary>For whoever has no host: without a container of services, which a short command would make for this alone.</summary>
    public static ILoggerFactory Factory(Logger logger) => new SerilogLoggerFactory(logger);

    /// <summary>https://no-color.org: any value asks for no colour.</summary>
    public static bool NoColour => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    // While the database is away, Quartz writes a stack trace for each of its tries, several a second. The store says once what is wrong.
    private static bool IsOfAnOutage(LogEvent entry) =>
        entry.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string origin }
        && origin.StartsWith("Quartz.", StringComparison.Ordinal)
        && (entry.Exception is { } problem ? PostgresFaults.IsCutOff(problem) : entry.Properties.Values.Any(IsTraceOfTheDriver));

    // 4.7.3: of some tries the stack trace is part of the message.
    private static bool IsTraceOfTheDriver(LogEventPropertyValue value) => value is ScalarValue { Value: string text } && text.Contains("   at Npgsql.", StringComparison.Ordinal);

    private static LogEventLevel Level(string level) => level switch
    {
        "debug" => LogEventLevel.Debug,
        "warn" => LogEventLevel.Warning,
        "error" => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
