using System.Globalization;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>The pieces of one mention as Slack shows them.</summary>
internal sealed class MentionText(SlackPhrases phrases, TimeZoneInfo zone, Uri page)
{
    private const int LongestName = 80;
    private const int LongestOrigin = 300;
    private const int MostTerms = 6;

    public static IReadOnlyList<RichTextLeaf> Leaves(Excerpt excerpt) =>
        [.. SlackText.Runs(excerpt).Select(run => new TextLeaf(run.Text, run.Highlighted ? TextStyle.Strong : null))];

    /// <summary>The title; the text's beginning where there is none; the address's host where there is neither.</summary>
    public IReadOnlyList<RichTextLeaf> Headline(Mention mention, int length)
    {
        var leaves = Leaves(string.IsNullOrWhiteSpace(mention.Document.Title) ? Excerpt.Of(mention, length) : Excerpt.OfTitle(mention, length));
        return leaves.Count > 0 ? leaves : [new TextLeaf(LinkOf(mention.Document).Label)];
    }

    /// <summary>Where to read it: at its own address, else on the page.</summary>
    public SlackLink LinkOf(Document document) => SlackLink.To(document.Url) ?? SlackLink.To(page);

    /// <summary>Source, what it is, author.</summary>
    public string Origin(Document document) => SlackText.Line(string.Join(" · ", OriginParts(document)), LongestOrigin);

    /// <summary>In the installation's time zone, for lists.</summary>
    public string Moment(DateTimeOffset moment) => phrases.Moment(TimeZoneInfo.ConvertTime(moment, zone));

    /// <summary>In the reader's own time zone, by Slack's date token; other readers show what stands after the bar.</summary>
    public string MomentToken(DateTimeOffset moment) =>
        moment.Year is < 1971 or > 2100
            ? SlackText.Escape(Moment(moment))
            : string.Create(CultureInfo.InvariantCulture, $"<!date^{moment.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|{SlackText.Escape(Moment(moment))}>");

    /// <summary>Which terms of which query stand where.</summary>
    public string Why(Mention mention, IReadOnlyDictionary<string, string> titles, int length) =>
        phrases.Why(SlackText.Line(string.Join("; ", mention.Matches.Select(match => Why(match, mention.Document, titles))), length));

    private string Why(Match match, Document document, IReadOnlyDictionary<string, string> titles)
    {
        var terms = Reason.Of(match, document, phrases.Place).Select(reason => $"{reason.Term} ({string.Join(", ", reason.Places.Take(MostTerms))})").ToList();
        var shown = terms.Count == 0 ? phrases.Conditions : string.Join(", ", terms.Take(MostTerms));
        var further = terms.Count > MostTerms ? $", {phrases.Further(terms.Count - MostTerms)}" : "";
        return $"{titles.GetValueOrDefault(match.Query, match.Query)} – {shown}{further}";
    }

    private IEnumerable<string> OriginParts(Document document)
    {
        yield return SlackText.Line(document.Source.Name, LongestName);
        yield return phrases.Type(document.Type);
        if (Byline.Of(SlackText.Line(document.Author.Name, LongestName), SlackText.Line(document.Author.Handle, LongestName)) is { Length: > 0 } author) yield return author;
        if (document.Author.Followers is { } followers) yield return phrases.Followers(followers);
    }
}
