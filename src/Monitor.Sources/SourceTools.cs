using Monitor.Sources.Http;

namespace Monitor.Sources;

/// <summary>What a source is given from outside.</summary>
/// <param name="Web">The gate.</param>
/// <param name="Time">The clock.</param>
/// <param name="Directory">Where relative file names in options start: the configuration file's directory.</param>
public sealed record SourceTools(IWebGate Web, TimeProvider Time, string Directory);
