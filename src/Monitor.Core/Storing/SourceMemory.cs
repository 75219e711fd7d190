using Monitor.Core.Fetching;

namespace Monitor.Core.Storing;

/// <summary>What the store remembers of a source between two fetches.</summary>
/// <param name="Identity">Which source.</param>
/// <param name="Cursor">As the last successful fetch returned it.</param>
/// <param name="FirstContact">When the first fetch succeeded; null before.</param>
/// <param name="LastSuccess">When a fetch last succeeded; null before first contact.</param>
/// <param name="Failures">Failed fetches in a row since.</param>
/// <param name="Fault">The last failure, when <paramref name="Failures"/> is above 0.</param>
/// <param name="Problem">The last failure's sentence, or the last success's warnings.</param>
/// <param name="Due">When the next fetch is due; null when it never ran.</param>
public sealed record SourceMemory(
    SourceIdentity Identity,
    Cursor Cursor,
    DateTimeOffset? FirstContact,
    DateTimeOffset? LastSuccess,
    int Failures,
    SourceFault? Fault,
    string? Problem,
    DateTimeOffset? Due)
{
    /// <summary>The last stretch seen without a gap; null before anything was.</summary>
    public Stretch? Covered { get; init; }

    public Rhythm Rhythm { get; init; } = Rhythm.Unknown;

    public static SourceMemory None(SourceIdentity identity) => new(identity, Cursor.Start, null, null, 0, null, null, null);
}
