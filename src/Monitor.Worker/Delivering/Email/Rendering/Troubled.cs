using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>What a digest could not see: sources that fail, gaps in what the others saw, and silences. Empty is not silent.</summary>
internal static class Troubled
{
    private const int MostLines = 10;
    private const int SentenceLength = 300;
    private const int NameLength = 80;

    public static IReadOnlyList<Trouble> Of(Digest digest, Reader reader)
    {
        List<Trouble> troubles = [];
        if (digest.Failing.Count > 0) troubles.Add(new Trouble(reader.Phrases.Failed(digest.Failing.Count, digest.Sources), Failing(digest.Failing, reader)));
        if (digest.Gaps.Count > 0) troubles.Add(new Trouble(reader.Phrases.GapsHeading, Gaps(digest.Gaps, reader)));
        if (digest.Silences.Count > 0) troubles.Add(new Trouble(reader.Phrases.QuietHeading, Silences(digest.Silences, reader)));
        return troubles;
    }

    private static TroubleLine[] Failing(IReadOnlyList<SourceMemory> failing, Reader reader) =>
    [
        .. failing.Take(MostLines).Select(source => new TroubleLine(Name(source.Identity), $"{Reader.Line(reader.Phrases.Causes.Of(source), SentenceLength)} ({Since(source, reader)})")),
        .. Rest(failing.Count, reader.Phrases.MoreSources),
    ];

    private static TroubleLine[] Gaps(IReadOnlyList<SourceGap> gaps, Reader reader) =>
    [
        .. gaps.Take(MostLines).Select(gap => new TroubleLine(Name(gap.Source), Unseen(gap.Gap, reader))),
        .. Rest(gaps.Count, reader.Phrases.MoreGaps),
    ];

    private static TroubleLine[] Silences(IReadOnlyList<SourceSilence> silences, Reader reader) =>
    [
        .. silences.Take(MostLines).Select(quiet => new TroubleLine(Name(quiet.Source), Quiet(quiet.Silence, reader))),
        .. Rest(silences.Count, reader.Phrases.MoreSources),
    ];

    private static string Unseen(Gap gap, Reader reader)
    {
        var (from, to) = (reader.Moment(gap.From), reader.Moment(gap.To));
        var reason = Reader.Line(reader.Phrases.Causes.Of(gap), SentenceLength);
        return gap.State switch
        {
            GapState.Open => reader.Phrases.OpenGap(from, reason),
            GapState.MadeGood => reader.Phrases.MadeGood(from, to),
            _ => reader.Phrases.Gap(from, to, reason),
        };
    }

    private static string Quiet(Silence silence, Reader reader) => silence.Until is { } until
        ? reader.Phrases.SpeaksAgain(reader.Moment(silence.Since), reader.Moment(until))
        : reader.Phrases.Quiet(reader.Moment(silence.Since), silence.Usual);

    private static IEnumerable<TroubleLine> Rest(int count, Func<int, string> phrase) =>
        count > MostLines ? [new TroubleLine("", phrase(count - MostLines))] : [];

    private static string Since(SourceMemory source, Reader reader) =>
        source.LastSuccess is { } last ? reader.Phrases.LastSeen(reader.Moment(last)) : reader.Phrases.NeverSeen;

    private static string Name(SourceIdentity source) => Reader.Line(source.ToString(), NameLength);
}
