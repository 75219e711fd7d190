using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Compliance;

/// <summary>
/// A healthy little world for one kind of source, which <see cref="SourceComplianceTests"/> then breaks in every way. One for each kind in
/// the catalog, listed in <see cref="SourceSamples"/>.
/// </summary>
public interface ISourceSample
{
    /// <summary>The kind's name in the catalog.</summary>
    string Type { get; }

    /// <summary>What the kind's answers are written in.</summary>
    SampleFormat Format { get; }

    /// <summary>A token or password that <see cref="Options"/> hold; null for a kind that takes none.</summary>
    string? Secret { get; }

    /// <summary>Origins (<c>https://host</c>) that may see <see cref="Secret"/>.</summary>
    IReadOnlyList<string> Home { get; }

    /// <summary>Options as configuration binds them, the secret included.</summary>
    SourceOptions Options();

    /// <summary>
    /// What the world answers. Both days are healthy, and the second has something that the first had not; let a page of the world point to
    /// a foreign origin as its next page, if the kind follows such pointers.
    /// </summary>
    /// <param name="request">Any request that the source makes.</param>
    /// <param name="day">0 or 1.</param>
    GateAnswer Answer(GateRequest request, int day);
}

public enum SampleFormat
{
    Html,
    Json,
    Xml,
}
