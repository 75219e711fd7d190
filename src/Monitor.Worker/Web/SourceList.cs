using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Markup;

namespace Monitor.Worker.Web;

/// <summary>How well each source is seen: its state, since when, what was not seen, and whether it is unusually quiet.</summary>
internal sealed class SourceList(HtmlWriter html, PagePhrases phrases, TimeZoneInfo zone)
{
    private const int MostGaps = 10;

    public void Write(IReadOnlyList<Sight> sources, IReadOnlyList<SourceGap> gaps)
    {
        html.Write($"""<ul class="sources">""");
        foreach (var sight in sources) Write(sight, [.. gaps.Where(gap => gap.Source == sight.Source.Identity).Select(gap => gap.Gap).Reverse()]);
        html.Write($"</ul>");
    }

    private void Write(Sight sight, IReadOnlyList<Gap> gaps)
    {
        var source = sight.Source;
        var fine = sight.State is SightState.Seen or SightState.New;
        html.Write($"""<li><b>{source.Identity.ToString()}</b> <span class="{(fine ? "state" : "state fault")}">{phrases.State(sight.State)}</span>""");
        if (source.LastSuccess is { } last) Line("meta", source.Covered is { } covered && covered.From < covered.To ? phrases.SeenSince(Time(last), Time(covered.From)) : phrases.SeenAt(Time(last)));
        if (source.Failures > 0) Line("fault", $"{phrases.FailingFor(source.Failures)} {phrases.Causes.Of(source)}");
        if (sight is { Unseen: { } open, Source.Failures: 0 }) Line("fault", $"{phrases.NotSeenSince(Time(open.From))} {phrases.Causes.Of(open)}");
        if (sight.Silence is { } quiet) Line("fault", phrases.QuietSince(Time(quiet.Since), quiet.Usual));
        foreach (var gap in gaps.Take(MostGaps)) Write(gap);
        if (gaps.Count > MostGaps) Line("meta", phrases.MoreGaps(gaps.Count - MostGaps));
        html.Write($"</li>");
    }

    private void Write(Gap gap)
    {
        if (gap.State == GapState.MadeGood) Line("meta", phrases.MadeGood(Time(gap.From), Time(gap.To)));
        else Line("fault", $"{phrases.NotSeen(Time(gap.From), Time(gap.To))} {phrases.Causes.Of(gap)}");
    }

    private void Line(string style, string text) => html.Write($"""<p class="{style}" dir="auto">{text}</p>""");

    private string Time(DateTimeOffset moment) => phrases.Moment(TimeZoneInfo.ConvertTime(moment, zone));
}
