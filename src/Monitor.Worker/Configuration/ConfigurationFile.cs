using System.Collections;
using System.Security.Cryptography;
using System.Text;
using IOPath = System.IO.Path;

namespace Monitor.Worker.Configuration;

/// <summary>
/// The configuration as it stands on this machine: a JSON file, over it environment variables, over them a folder of secrets. Reading it
/// gives settings, or everything that is wrong, at once.
/// </summary>
public sealed record ConfigurationFile
{
    /// <summary>Read from the working directory when the operator names no file.</summary>
    public const string DefaultName = "appsettings.json";

    /// <summary>What the operator named with <c>--config</c>, which must be there; null to take <see cref="DefaultName"/> where it is.</summary>
    public string? Path { get; init; }

    /// <summary>Where the program was started.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The variables of the process.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What is wrong with a query's expression or looks so, from the parser.</summary>
    public required Func<string, IReadOnlyList<ExpressionProblem>> Expressions { get; init; }

    /// <summary>The kinds of sources and channels it may name.</summary>
    public Kinds Kinds { get; init; } = Kinds.Catalogs;

    /// <summary>The configuration of this process.</summary>
    public static ConfigurationFile OfProcess(string? path, Func<string, IReadOnlyList<ExpressionProblem>> expressions) => new()
    {
        Path = path,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        Expressions = expressions,
    };

    /// <summary>Reads everything anew. Never throws for what an operator may have written.</summary>
    public LoadedConfiguration Load()
    {
        var findings = new Findings();
        var text = ConfigurationText.Read(Path, WorkingDirectory, findings);
        var overrides = Overrides(findings);
        var directory = text is null ? WorkingDirectory : IOPath.GetDirectoryName(text.FullPath)!;
        var binder = new OptionsBinder(Kinds, directory, findings);
        var options = Root(text, findings) is { } monitor ? Options(monitor, text, overrides, binder, directory, findings) : null;
        var problems = findings.Problems;
        return new(
            options is not null && problems.Count == 0 ? new MonitorSettings(options, text?.FullPath, directory) : null,
            problems,
            findings.Warnings,
            Fingerprint(text, overrides, binder, problems));
    }

    /// <summary>The block everything stands in; null when the file is so wrong that whatever follows from it would mislead.</summary>
    private static BlockNode? Root(ConfigurationText? text, Findings findings)
    {
        if (text is not null) return text.Root(findings);
        return findings.Problems.Any(problem => problem.Place.Origin == Origin.File) ? null : new BlockNode(Place.Nowhere);
    }

    private MonitorOptions Options(BlockNode monitor, ConfigurationText? text, IReadOnlyList<Override> overrides, OptionsBinder binder, string directory, Findings findings)
    {
        Override.Apply(overrides, monitor, findings);
        if (text is null) WithoutFile.Complete(monitor, Kinds);
        findings.Locate("Monitor", monitor.Place);
        var options = (MonitorOptions)binder.Bind(typeof(MonitorOptions), monitor, "Monitor");
        new References(monitor, Kinds, Expressions, findings).Check();
        options.DataDirectory = DataDirectory(options.DataDirectory, directory, findings);
        return options;
    }

    private static string DataDirectory(string written, string directory, Findings findings)
    {
        var whole = written.Contains('\0', StringComparison.Ordinal) ? "" : IOPath.GetFullPath(written, directory);
        if (whole.Length == 0) findings.Report("Monitor:DataDirectory", $"{Shown.Of(written)} is no folder's name; correct the path");
        else if (File.Exists(whole)) findings.Report("Monitor:DataDirectory", $"{whole} is a file; name a folder");
        return whole;
    }

    private IReadOnlyList<Override> Overrides(Findings findings)
    {
        var variables = Environment
            .Select(variable => Override.Path(variable.Key) is { } keys ? new Override(keys, variable.Value, new(Origin.Environment, variable.Key)) : null)
            .OfType<Override>();
        var named = Environment.GetValueOrDefault("MONITOR_SECRETS_DIR");
        var secrets = SecretFolder.Read(IOPath.GetFullPath(named ?? SecretFolder.Default, WorkingDirectory), named is not null, findings);
        return [.. variables, .. secrets];
    }

    private static string Fingerprint(ConfigurationText? text, IReadOnlyList<Override> overrides, OptionsBinder binder, IReadOnlyList<ConfigurationProblem> problems)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(text?.Utf8 ?? []);
        string[] rest =
        [
            .. overrides.SelectMany(one => one.Keys.Append(one.Value)),
            .. binder.FromFiles.Select(secret => secret.Reveal()),
            .. problems.Select(problem => problem.ToString()),
        ];
        foreach (var part in rest) hash.AppendData(Encoding.UTF8.GetBytes(part + '\0'));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
