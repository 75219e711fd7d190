using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>What a digest says beside its mentions: that there are none, what is watched, what failed, what could not be seen.</summary>
internal sealed class DigestNotes(SlackPhrases phrases, Digest digest)
{
    private const int MostLines = 5;
    private const int LongestLine = 240;

    public RichTextBlock ToBlock()
    {
        var watched = phrases.Watched(digest.Sources);
        List<RichText> notes = [Section(digest.Mentions == 0 ? $"{phrases.Nothing} {watched}." : $"{watched}.", strong: false)];
        if (digest.Failing.Count > 0)
        {
            notes.Add(Section(phrases.Failing(digest.Failing.Count, digest.Sources), strong: true));
            notes.Add(List([.. digest.Failing.Select(source => $"{source.Identity} – {phrases.Causes.Of(source)}")]));
        }

        if (digest.Gaps.Count > 0) notes.Add(List([.. digest.Gaps.Select(Gap)]));
        if (digest.Silences.Count > 0) notes.Add(List([.. digest.Silences.Select(Quiet)]));
        return new RichTextBlock(notes);
    }

    private string Gap(SourceGap seen)
    {
        var (source, from, to) = (seen.Source.ToString(), Moment(seen.Gap.From), Moment(seen.Gap.To));
        if (seen.Gap.State == GapState.MadeGood) return phrases.MadeGood(source, from, to);
        var gap = seen.Gap.State == GapState.Open ? phrases.OpenGap(source, from) : phrases.Gap(source, from, to);
        return $"{gap} – {phrases.Causes.Of(seen.Gap)}";
    }

    private string Quiet(SourceSilence quiet) => quiet.Silence.Until is null
        ? phrases.Quiet(quiet.Source.ToString(), Moment(quiet.Silence.Since), quiet.Silence.Usual)
        : phrases.SpeaksAgain(quiet.Source.ToString(), Moment(quiet.Silence.Since));

    private string Moment(DateTimeOffset moment) => phrases.Moment(TimeZoneInfo.ConvertTime(moment, digest.Zone));

    private RichTextList List(IReadOnlyList<string> lines)
    {
        var shown = lines.Take(MostLines).Select(line => Section(SlackText.Line(line, LongestLine), strong: false));
        return new RichTextList(lines.Count > MostLines ? [.. shown, Section(phrases.Further(lines.Count - MostLines), strong: false)] : [.. shown]);
    }

    private static RichTextSection Section(string line, bool strong) => new([new TextLeaf(line, strong ? TextStyle.Strong : null)]);
}
