using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>What could not be seen of what is watched.</summary>
public sealed class Outlook(IMentionReader reader, CurrentWatch watch)
{
    public Watch Watch => watch.Value;

    /// <summary>Within a half-open window of time, by what is known now.</summary>
    /// <param name="from">Its start; null for all of the past.</param>
    /// <param name="to">Its end.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<Unseen> WithinAsync(DateTimeOffset? from, DateTimeOffset to, CancellationToken cancellation)
    {
        var sources = watch.Value.Sources;
        var memories = (await reader.SourcesAsync(cancellation)).ToDictionary(memory => memory.Identity.Key, StringComparer.Ordinal);
        var watched = sources.Select(source => source.Identity).ToHashSet();
        var gaps = await reader.GapsAsync(from ?? DateTimeOffset.MinValue, cancellation);
        return new Unseen(
            from,
            to,
            [.. sources.Select(source => Sight.Of(memories.GetValueOrDefault(source.Identity.Key) ?? SourceMemory.None(source.Identity), source.Every, to))],
            [.. gaps.Where(gap => gap.Noted < to && watched.Contains(gap.Source))]);
    }
}

/// <summary>What could not be seen within a window.</summary>
/// <param name="From">Its start; null for all of the past.</param>
/// <param name="To">Its end.</param>
/// <param name="Sights">How well each watched source is seen at the end.</param>
/// <param name="Noted">Gaps that were found or made good within.</param>
public sealed record Unseen(DateTimeOffset? From, DateTimeOffset To, IReadOnlyList<Sight> Sights, IReadOnlyList<SourceGap> Noted)
{
    public IReadOnlyList<SourceMemory> Failing => [.. Sights.Select(sight => sight.Source).Where(source => source.Failures > 0)];

    /// <summary>Lost ones first, then open ones, then those made good. A failing source's open gap is told with its fault.</summary>
    public IReadOnlyList<SourceGap> Gaps =>
        [.. Noted.Concat(Sights.Where(sight => sight.Source.Failures == 0 && sight.Unseen is not null).Select(sight => new SourceGap(sight.Source.Identity, sight.Unseen!))).OrderBy(gap => gap.Gap.State)];

    public IReadOnlyList<SourceSilence> Silences =>
    [
        .. from sight in Sights
           let silence = sight.Silence is { } quiet && IsWithin(quiet.Noticed) ? quiet : sight.Source.Rhythm.Broken is { Until: { } until } broken && IsWithin(until) ? broken : null
           where silence is not null
           select new SourceSilence(sight.Source.Identity, silence),
    ];

    /// <summary>Whether a reader must hear of it even on a day without mentions. Each thing is so in one window only.</summary>
    public bool IsNews =>
        Noted.Any(gap => gap.Gap.State == GapState.Lost)
        || Sights.Any(sight => sight.UnseenKnown is { } known && IsWithin(known))
        || Silences.Any(silence => silence.Silence.Until is null);

    private bool IsWithin(DateTimeOffset moment) => (From is null || moment >= From) && moment < To;
}
