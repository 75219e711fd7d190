using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>Connects to the store, or to one configured source or channel.</summary>
/// <param name="What">What is tried, as people read it: <c>source press</c>.</param>
/// <param name="TryAsync">Connects and says in a few words what answered; throws <see cref="SourceException"/>, <see cref="DeliveryException"/> or <see cref="StoreException"/>.</param>
public sealed record Probe(string What, Func<CancellationToken, Task<string>> TryAsync);

/// <summary><c>check</c>: says everything that is wrong with the configuration or looks so and, when asked, with what it connects to.</summary>
public static class CheckCommand
{
    // More at a time would make a checked network look slower than it is.
    private const int AtOnce = 8;

    /// <param name="file">The configuration to check.</param>
    /// <param name="look">Looks into the configuration's store.</param>
    /// <param name="isJson">Whether to write JSON lines.</param>
    /// <param name="probes">For <c>--online</c>: what to connect to; null to read the configuration only.</param>
    /// <param name="output">Takes the result.</param>
    /// <param name="cancellation">Ends the probes.</param>
    /// <returns>0 when all is right, 2 when the configuration is wrong, 1 when some probes failed, 3 when all did.</returns>
    public static async Task<int> RunAsync(
        ConfigurationFile file,
        Func<MonitorSettings, Task<StoreLook>> look,
        bool isJson,
        Func<MonitorSettings, IReadOnlyList<Probe>>? probes,
        TextWriter output,
        CancellationToken cancellation)
    {
        var (loaded, waiting) = await LoadAsync(file, look);
        await ProblemReport.WarnAsync([.. loaded.Warnings, .. waiting], isJson, output);
        if (loaded.Settings is not { } settings)
        {
            await ProblemReport.WriteAsync(loaded.Problems, isJson, output);
            return ExitCode.Usage;
        }

        if (!isJson) await output.WriteLineAsync(Summary(settings));
        return probes is null ? ExitCode.Done : await TryAllAsync(probes(settings), isJson, output, cancellation);
    }

    /// <summary>
    /// Reads the configuration, and once more when it is known where its documents are: then its queries can be tried on them. With it, warnings
    /// of what waits in the store for nobody.
    /// </summary>
    private static async Task<(LoadedConfiguration Loaded, IEnumerable<ConfigurationProblem> Waiting)> LoadAsync(ConfigurationFile file, Func<MonitorSettings, Task<StoreLook>> look)
    {
        var loaded = file.Load();
        if (loaded.Settings is not { } settings) return (loaded, []);
        var seen = await look(settings);
        if (seen.Documents.Count > 0) loaded = (file with { Expressions = expression => Expressions.Problems(expression, seen.Documents) }).Load();
        return (loaded, seen.Warnings(file.Path ?? ConfigurationFile.DefaultName, settings.Options));
    }

    private static string Summary(MonitorSettings settings)
    {
        var options = settings.Options;
        var counts = string.Join(
            ", ",
            Counted.Of(options.Queries.Count, "query", "queries"),
            Counted.Of(options.Sources.Count, "source", "sources"),
            Counted.Of(options.Channels.Count, "channel", "channels"),
            Counted.Of(options.Digests.Count, "digest", "digests"));
        return settings.File is { } path ? $"{path} is right: {counts}." : $"No {ConfigurationFile.DefaultName} here; the defaults hold: {counts}.";
    }

    private static async Task<int> TryAllAsync(IReadOnlyList<Probe> probes, bool isJson, TextWriter output, CancellationToken cancellation)
    {
        var outcomes = new Outcome[probes.Count];
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, probes.Count, bounds, async (index, stop) => outcomes[index] = await TryAsync(probes[index], stop));
        foreach (var outcome in outcomes)
            await output.WriteLineAsync(isJson ? JsonSerializer.Serialize(outcome, CheckJson.Default.Outcome) : $"{(outcome.Ok ? "ok    " : "failed")}  {outcome.What}: {outcome.Says}");

        var failed = outcomes.Count(outcome => !outcome.Ok);
        return failed == 0 ? ExitCode.Done : failed == probes.Count ? ExitCode.Failed : ExitCode.Partly;
    }

    private static async Task<Outcome> TryAsync(Probe probe, CancellationToken cancellation)
    {
        try
        {
            return new(probe.What, Ok: true, await probe.TryAsync(cancellation));
        }
        catch (Exception failure) when (failure is SourceException or DeliveryException or StoreException)
        {
            return new(probe.What, Ok: false, failure.Message);
        }
    }
}
