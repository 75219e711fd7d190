using Monitor.Core.Delivering;
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
            notes.Add(List([.. digest.Failing.Select(source => $"{source.Identity} – {source.Problem}")]));
        }

        if (digest.Gaps.Count > 0) notes.Add(List([.. digest.Gaps.Select(Gap)]));
        return new RichTextBlock(notes);
    }

    private string Gap(SourceGap seen) =>
        $"{phrases.Gap(seen.Source.ToString(), Moment(seen.Gap.From), Moment(seen.Gap.To))} – {seen.Gap.Reason}";

    private string Moment(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, digest.Zone).ToString(phrases.Moment, phrases.Culture);

    private RichTextList List(IReadOnlyList<string> lines)
    {
        var shown = lines.Take(MostLines).Select(line => Section(SlackText.Line(line, LongestLine), strong: false));
        return new RichTextList(lines.Count > MostLines ? [.. shown, Section(phrases.Further(lines.Count - MostLines), strong: false)] : [.. shown]);
    }

    private static RichTextSection Section(string line, bool strong) => new([new TextLeaf(line, strong ? TextStyle.Strong : null)]);
}
