using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Health;

/// <summary>How well a source is seen, for programs that watch the watcher.</summary>
/// <param name="Source">Name, kind and part.</param>
/// <param name="State">In sight, failing …</param>
/// <param name="LastSuccess">When a look last succeeded.</param>
/// <param name="CoveredSince">Since when it is seen without a gap.</param>
/// <param name="UnseenSince">Since when it is not seen; null while it is.</param>
/// <param name="QuietSince">Since when it is unusually quiet; null while it is not.</param>
/// <param name="Failures">Failed looks in a row.</param>
/// <param name="Problem">The last failure, or warning.</param>
/// <param name="Gaps">Gaps found in the last 30 days.</param>
internal sealed record SourceHealth(
    SourceIdentity Source,
    SightState State,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? CoveredSince,
    DateTimeOffset? UnseenSince,
    DateTimeOffset? QuietSince,
    int Failures,
    string? Problem,
    IReadOnlyList<Gap> Gaps)
{
    public static IReadOnlyList<SourceHealth> Of(Unseen seen)
    {
        var gaps = seen.Noted.ToLookup(gap => gap.Source, gap => gap.Gap);
        return
        [
            .. from sight in seen.Sights
               let source = sight.Source
               select new SourceHealth(
                   source.Identity, sight.State, source.LastSuccess, source.Covered?.From, sight.Unseen?.From, sight.Silence?.Since,
                   source.Failures, source.Problem, [.. gaps[source.Identity]]),
        ];
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<SourceHealth>))]
internal sealed partial class SourceHealthJson : JsonSerializerContext;
