using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.WebPage;

/// <summary>
/// Reads one page and tells what was added to it since last time. The first fetch is the baseline: it remembers and tells nothing.
/// </summary>
public sealed class WebPageSource(WebPageOptions options, SourceTools tools) : ISource
{
    /// <summary>After so many «not modified» the page is asked for without validators: some servers' ETags never change.</summary>
    private const int MostUnchanged = 24;

    public SourceIdentity Identity { get; } = new(options.Name, "webpage");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        if (!WebAddress.TryParse(options.Url, out var address, out var problem))
            throw new SourceException(SourceFault.Denied, $"Url «{options.Url}» {problem}.");
        var memory = PageMemory.Read(request.Cursor, options);
        var answer = await tools.Web.SendAsync(Ask(address, memory), cancellation);
        answer.EnsureUsable(tools.Time);
        var now = tools.Time.GetUtcNow();
        var covered = memory?.Covered(now) ?? new Stretch(now, now);
        if (answer.Status == HttpStatusCode.NotModified && memory is not null)
            return new Fetched([], memory.UnchangedOnceMore(now).ToCursor()) { Covered = covered };

        var page = Parse(answer, options);
        return new Fetched(memory is null ? [] : page.Since(memory), PageMemory.Of(page, answer.Validators, memory, options, now).ToCursor())
        {
            Covered = covered,
            Warnings = [.. Warnings(answer, page)],
        };
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="SourceException">It is no page, a page that stands before the page, or nothing on it is selected.</exception>
    internal static Page Parse(GateAnswer answer, WebPageOptions options)
    {
        var html = TextDecoder.Decode(answer.Body.Span, answer.ContentType).Text;
        PageMarkers.EnsureHtml(html, answer);
        var page = Page.Read(html, answer.Address, options, out var document);
        using (document) PageMarkers.EnsureThePage(document, page, answer, options);
        return page;
    }

    private static IEnumerable<string> Warnings(GateAnswer answer, Page page)
    {
        if (answer.MovedTo is { } moved) yield return $"The page has moved for good to {moved.GetLeftPart(UriPartial.Path)}: put that into Url.";
        if (page.Paragraphs.Count == PageMemory.MostParagraphs) yield return $"Only the first {PageMemory.MostParagraphs} paragraphs are read: let Select choose less.";
    }

    private static GateRequest Ask(Uri address, PageMemory? memory) => new(address)
    {
        Accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
        ObeyRobots = true,
        Validators = memory is { Unchanged: < MostUnchanged } ? memory.Validators : Validators.None,
    };
}
