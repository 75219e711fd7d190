using Monitor.Core.Fetching;

namespace Monitor.Core.Delivering;

/// <param name="Source">Who is quiet, or was.</param>
/// <param name="Silence">Since when, and until when if it speaks again.</param>
public sealed record SourceSilence(SourceIdentity Source, Silence Silence);
