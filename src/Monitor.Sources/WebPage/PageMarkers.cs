using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.WebPage;

/// <summary>Tells the page that was asked for from what stands in its place with status 200: walls, soft 404s, other formats.</summary>
internal static partial class PageMarkers
{
    /// <summary>A wall or an error page says little; an article about the number 404 says more.</summary>
    private const int FewCharacters = 1500;

    private const int MostCharacters = 5_000_000;

    public static void EnsureHtml(string text, GateAnswer answer)
    {
        if (text.Length > MostCharacters) throw Malformed(answer, $"is longer than {MostCharacters} characters, which no page that people read is");
        var start = text.AsSpan(0, Math.Min(text.Length, 1000)).TrimStart();
        if (start.Contains('\0') || start.StartsWith("%PDF")) throw Malformed(answer, $"is not a page but {answer.ContentType ?? "something else"}");
        if (start is ['{' or '[', ..]) throw Malformed(answer, "is JSON, not a page");
        if (Feed().IsMatch(start)) throw Malformed(answer, "is a feed: watch it with a source of Type feed");
        if (!start.Contains('<')) throw Malformed(answer, "is not HTML");
    }

    public static void EnsureThePage(IHtmlDocument document, Page page, GateAnswer answer, WebPageOptions options)
    {
        var title = document.Title ?? "";
        var little = page.Paragraphs.Sum(paragraph => paragraph.Text.Length) < FewCharacters;
        if (answer.Header("cf-mitigated") is not null || (little && Challenge().IsMatch(title)))
            throw Denied(answer, "shows a check for humans instead of the page; ask the publisher, or look for a feed");
        if (little && Consent().IsMatch(title))
            throw Malformed(answer, "shows a consent form instead of the page; choose an address that does without");
        if (answer.Hops.Count > 1 && LoginPath().IsMatch(answer.Address.AbsolutePath) && !LoginPath().IsMatch(answer.Hops[0].AbsolutePath))
            throw Denied(answer, "leads to a login form; only pages that anyone may read can be watched");
        if (little && NotFound().IsMatch(title))
            throw Malformed(answer, "is an error page that says it is not found, with status 200; check Url");
        if (page.Paragraphs.Count > 0) return;
        if (document.QuerySelector("input[type=password]") is not null)
            throw Denied(answer, "shows a login form; only pages that anyone may read can be watched");
        throw Malformed(answer, document.QuerySelector(options.Select) is null
            ? $"has nothing that Select «{options.Select}» matches; a page made by script in the browser has nothing at all"
            : $"has no text in what Select «{options.Select}» matches; a page made by script in the browser has none");
    }

    private static SourceException Malformed(GateAnswer answer, string what) => new(SourceFault.Malformed, $"{Shown(answer)} {what}.");

    private static SourceException Denied(GateAnswer answer, string what) => new(SourceFault.Denied, $"{Shown(answer)} {what}.");

    private static string Shown(GateAnswer answer) => answer.Address.GetLeftPart(UriPartial.Path);

    [GeneratedRegex(@"^(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<(rss|feed|rdf:RDF)[\s>]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Feed();

    // Titles seen 2026-11: Cloudflare, Akamai, DataDome, DDoS-Guard, Amazon.
    [GeneratedRegex(@"just a moment|attention required|access denied|verify(ing)? (that )?you are (a )?human|robot check|are you a robot|ddos-guard|un instant|captcha",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Challenge();

    [GeneratedRegex("before you continue|avant de continuer|cookie consent|consent required|bevor sie fortfahren",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Consent();

    [GeneratedRegex(@"(^|\b)(error 404|404( -|:| –| \||$)|(page|file) (was )?not found|page introuvable|seite nicht gefunden|página no encontrada|pagina non trovata)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NotFound();

    [GeneratedRegex("/(login|log-in|signin|sign-in|sso|auth|connexion|anmelden)(/|$|\\.)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LoginPath();
}
