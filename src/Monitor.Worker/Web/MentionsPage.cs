using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Delivering;
using Monitor.Worker.Markup;

namespace Monitor.Worker.Web;

/// <summary>What the page of mentions shows.</summary>
/// <param name="Mentions">Newest first.</param>
/// <param name="Sources">How well every watched source is seen.</param>
/// <param name="Gaps">Stretches of the last days that could not be seen.</param>
/// <param name="Titles">Title by query name, in the configuration's order.</param>
/// <param name="Query">The query shown; null for all.</param>
/// <param name="Older">Number to ask for the page after with; null on the last.</param>
internal sealed record MentionsView(
    IReadOnlyList<StoredMention> Mentions,
    IReadOnlyList<Sight> Sources,
    IReadOnlyList<SourceGap> Gaps,
    IReadOnlyDictionary<string, string> Titles,
    string? Query,
    long? Older);

/// <summary>Renders the page: plain HTML that needs no script.</summary>
internal sealed class MentionsPage(PagePhrases phrases, TimeZoneInfo zone)
{
    private const int LongestName = 80;

    public string Render(MentionsView view)
    {
        var html = new HtmlWriter();
        html.Write($"""
            <!doctype html><html lang="{phrases.Shared.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{phrases.Title}</title><link rel="stylesheet" href="style.css"></head><body><main><h1>{phrases.Title}</h1>
            """);
        Menu(html, view);
        if (view.Mentions.Count == 0) html.Write($"<p>{phrases.Nothing}</p>");
        foreach (var mention in view.Mentions) Mention(html, mention, view.Titles);
        if (view.Older is { } older)
        {
            var query = view.Query is null ? "" : $"query={Uri.EscapeDataString(view.Query)}&";
            html.Write($"""<p><a rel="next" href="?{query}before={older.ToString(System.Globalization.CultureInfo.InvariantCulture)}">{phrases.Older}</a></p>""");
        }

        html.Write($"""<h2 id="sources">{phrases.Sources}</h2>""");
        new SourceList(html, phrases, zone).Write(view.Sources, view.Gaps);
        html.Write($"</main></body></html>");
        return html.ToString();
    }

    private void Menu(HtmlWriter html, MentionsView view)
    {
        html.Write($"""<nav aria-label="{phrases.Title}">""");
        Entry(html, ".", phrases.All, view.Query is null);
        foreach (var (name, title) in view.Titles) Entry(html, $"?query={Uri.EscapeDataString(name)}", title, view.Query == name);
        Entry(html, "#sources", phrases.Sources, isCurrent: false);
        html.Write($"</nav>");
    }

    private static void Entry(HtmlWriter html, string address, string label, bool isCurrent)
    {
        if (isCurrent) html.Write($""" <a href="{address}" aria-current="page">{label}</a>""");
        else html.Write($""" <a href="{address}">{label}</a>""");
    }

    private void Mention(HtmlWriter html, StoredMention stored, IReadOnlyDictionary<string, string> titles)
    {
        var (mention, document) = (stored.Mention, stored.Mention.Document);
        var author = Byline.Of(Line(document.Author.Name), Line(document.Author.Handle));
        var title = Excerpt.OfTitle(mention).Runs;
        var isTitled = title.Count > 0;
        string[] facts =
        [
            string.Join(", ", mention.Matches.Select(match => titles.GetValueOrDefault(match.Query, match.Query))),
            document.Source.Name,
            isTitled ? author : "",
            Time(Dated.Of(document)),
        ];
        html.Write($"""<article id="m{stored.Number}"><p class="meta">{string.Join(" · ", facts.Where(fact => fact.Length > 0))}</p><h2 dir="auto">""");
        var isLink = WebLink.IsSafe(document.Url);
        if (isLink) html.Write($"""<a rel="noreferrer nofollow" href="{document.Url}">""");
        if (isTitled) Runs(html, title);
        else html.Write($"{phrases.Shared.TypeName(document.Type)} · {(author.Length > 0 ? author : document.Source.Name)}"); // a link without a word in it could not be clicked
        if (isLink) html.Write($"</a>");
        html.Write($"""</h2><p dir="auto">""");
        Runs(html, Excerpt.Of(mention).Runs);
        html.Write($"""</p><p class="meta">{phrases.Why} {Why(mention, titles)}{Remarks(stored)}</p></article>""");
    }

    private static string Line(string text) => Excerpt.Of(text, [], LongestName).Text;

    private static void Runs(HtmlWriter html, IReadOnlyList<TextRun> runs)
    {
        foreach (var run in runs)
        {
            if (run.Highlighted) html.Write($"<mark>{run.Text}</mark>");
            else html.Write($"{run.Text}");
        }
    }

    private string Why(Mention mention, IReadOnlyDictionary<string, string> titles) => mention.Matches is [var only]
        ? Why(only, mention.Document)
        : string.Join(" · ", mention.Matches.Select(match => $"{titles.GetValueOrDefault(match.Query, match.Query)} – {Why(match, mention.Document)}"));

    private string Why(Match match, Document document)
    {
        var reasons = Reason.Of(match, document, phrases.Shared.FieldName);
        return reasons.Count == 0 ? phrases.Shared.WhyConditions : string.Join(", ", reasons.Select(reason => $"{reason.Term} ({string.Join(", ", reason.Places)})"));
    }

    private string Remarks(StoredMention stored)
    {
        var arrival = stored.Mention.Arrival switch { Arrival.Baseline => $" · {phrases.Baseline}", Arrival.Late => $" · {phrases.Late}", Arrival.Edited => $" · {phrases.Edited}", _ => "" };
        return stored.Copies > 0 ? $"{arrival} · {phrases.Copies(stored.Copies)}" : arrival;
    }

    private string Time(DateTimeOffset moment) => phrases.Moment(TimeZoneInfo.ConvertTime(moment, zone));
}
