using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>Writes what is wrong with a configuration, for every verb that reads one.</summary>
public static class ProblemReport
{
    public static async Task WriteAsync(IReadOnlyList<ConfigurationProblem> problems, bool isJson, TextWriter output)
    {
        foreach (var problem in problems)
            await output.WriteLineAsync(isJson ? JsonSerializer.Serialize(Line(problem), CheckJson.Default.ConfigurationLine) : problem.ToString());
        if (!isJson) await output.WriteLineAsync($"{Counted.Of(problems.Count, "problem", "problems")} in the configuration.");
    }

    /// <summary>Writes what is probably not meant.</summary>
    public static async Task WarnAsync(IReadOnlyList<ConfigurationProblem> warnings, bool isJson, TextWriter output)
    {
        foreach (var warning in warnings)
            await output.WriteLineAsync(isJson ? JsonSerializer.Serialize(WarningOf(warning), CheckJson.Default.WarningLine) : $"{warning.Place}: {warning.Key}: warning: {warning.What}");
    }

    private static WarningLine WarningOf(ConfigurationProblem warning) =>
        new(warning.Place.Name, warning.Place.Line == 0 ? null : warning.Place.Line, warning.Key, warning.What);

    private static ConfigurationLine Line(ConfigurationProblem problem) =>
        new(problem.Place.Name, problem.Place.Line == 0 ? null : problem.Place.Line, problem.Key, problem.What);
}

/// <param name="File">The file, or the environment variable.</param>
/// <param name="Line">From 1; null where there are no lines.</param>
/// <param name="Key">The key; empty when the file as a whole is meant.</param>
/// <param name="Problem">What is wrong and how to mend it.</param>
internal sealed record ConfigurationLine(string File, int? Line, string Key, string Problem);

/// <param name="File">As in <see cref="ConfigurationLine"/>.</param>
/// <param name="Warning">What is probably not meant, and what to write instead.</param>
internal sealed record WarningLine(string File, int? Line, string Key, string Warning);

/// <param name="What">What was tried.</param>
/// <param name="Ok">Whether it answered as it should.</param>
/// <param name="Says">What answered, or what is wrong and how to mend it.</param>
internal sealed record Outcome(string What, bool Ok, string Says);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConfigurationLine))]
[JsonSerializable(typeof(WarningLine))]
[JsonSerializable(typeof(Outcome))]
internal sealed partial class CheckJson : JsonSerializerContext;
