namespace Monitor.Worker.Configuration;

/// <summary>A configuration in which nothing is wrong.</summary>
/// <param name="Options">What it says.</param>
/// <param name="File">The file it was read from; null when there was none and the defaults hold.</param>
/// <param name="Directory">Where relative file names in options start: the file's directory, else the working directory.</param>
public sealed record MonitorSettings(MonitorOptions Options, string? File, string Directory);

/// <summary>What reading the configuration gave: settings, or everything that is wrong.</summary>
/// <param name="Settings">Null when anything is wrong.</param>
/// <param name="Problems">In the order in which a person mends: file by file, from the top.</param>
/// <param name="Warnings">What is probably not meant, in the same order; refuses nothing.</param>
/// <param name="Fingerprint">The same for the same input, secret files included.</param>
public sealed record LoadedConfiguration(MonitorSettings? Settings, IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyList<ConfigurationProblem> Warnings, string Fingerprint);
