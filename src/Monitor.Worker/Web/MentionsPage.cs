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
    public string Render(MentionsView view)
    {
        var html = new HtmlWriter();
        html.Write($"""
            <!doctype html><html lang="{phrases.Culture.TwoLetterISOLanguageName}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
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
        html.Write($"""<nav><a href=".">{phrases.All}</a>""");
        foreach (var (name, title) in view.Titles)
        {
            if (view.Query == name) html.Write($""" <a href="?query={Uri.EscapeDataString(name)}" aria-current="page">{title}</a>""");
            else html.Write($""" <a href="?query={Uri.EscapeDataString(name)}">{title}</a>""");
        }

        html.Write($"</nav>");
    }

    private void Mention(HtmlWriter html, StoredMention stored, IReadOnlyDictionary<string, string> titles)
    {
        var document = stored.Mention.Document;
        var title = document.Title.Length > 0 ? document.Title : document.Author.Name;
        html.Write($"""<article id="m{(int)stored.Number}"><p class="meta">{string.Join(", ", stored.Mention.Matches.Select(match => titles.GetValueOrDefault(match.Query, match.Query)))} · {document.Source.Name} · {Time(document.Published ?? document.Seen)}</p><h2 dir="auto">""");
        if (WebLink.IsSafe(document.Url)) html.Write($"""<a rel="noreferrer nofollow" href="{document.Url}">{title}</a>""");
        else html.Write($"{title}");
        html.Write($"""</h2><p dir="auto">""");
        foreach (var run in Excerpt.Of(stored.Mention).Runs)
        {
            if (run.Highlighted) html.Write($"<mark>{run.Text}</mark>");
            else html.Write($"{run.Text}");
        }

        html.Write($"""</p><p class="meta">{phrases.Why} {string.Join(", ", stored.Mention.Matches.SelectMany(match => match.Spans).Select(span => Reason(document, span)).Distinct(StringComparer.Ordinal))}{Remarks(stored)}</p></article>""");
    }

    private static string Reason(Document document, Span span) => LinkTrail.Of(document, span) is { } trail ? $"{span.Term} ({trail})" : span.Term;

    private string Remarks(StoredMention stored)
    {
        var arrival = stored.Mention.Arrival switch { Arrival.Baseline => $" · {phrases.Baseline}", Arrival.Late => $" · {phrases.Late}", Arrival.Edited => $" · {phrases.Edited}", _ => "" };
        return stored.Copies > 0 ? $"{arrival} · {phrases.Copies(stored.Copies)}" : arrival;
    }

    private string Time(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMM yyyy HH:mm", phrases.Culture);
}
