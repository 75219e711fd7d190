using Monitor.Core.Fetching;
using Monitor.Sources.Html;
using Monitor.Sources.Html.Articles;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Sitemap;

/// <summary>Reads new pages, a few at each look and one after the other: a publisher's server is not ours to hurry.</summary>
internal sealed class PageReading(IWebGate web, TimeProvider time, SitemapOptions options)
{
    private const int MostAttempts = 3;
    private const int LongestBody = 500_000;
    private const int LongestTitle = 1_000;
    private const int MostBytes = 5_000_000;

    private readonly List<Item> items = [];
    private readonly List<WaitingPage> waiting = [];
    private readonly List<string> unread = [];

    public IReadOnlyList<Item> Items => items;

    public IReadOnlyList<WaitingPage> Waiting => waiting;

    public IEnumerable<string> Warnings => unread.Count == 0 ? [] : [$"{unread.Count} new pages could not be read, the first because: {unread[0]}"];

    public async Task RunAsync(IReadOnlyList<WaitingPage> pages, CancellationToken cancellation)
    {
        for (var at = 0; at < pages.Count; at++)
        {
            if (at >= options.Pages)
            {
                waiting.AddRange(pages.Skip(at));
                return;
            }

            try
            {
                await ReadAsync(pages[at], cancellation);
            }
            catch (SourceException fault) when (fault.Fault == SourceFault.RateLimited)
            {
                waiting.AddRange(pages.Skip(at));
                return;
            }
            catch (SourceException fault)
            {
                if (fault.Fault == SourceFault.Transient && pages[at].Attempts + 1 < MostAttempts) waiting.Add(pages[at] with { Attempts = pages[at].Attempts + 1 });
                else unread.Add(fault.Message);
            }
        }
    }

    private async Task ReadAsync(WaitingPage page, CancellationToken cancellation)
    {
        var request = new GateRequest(new Uri(page.Address)) { Accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1", ObeyRobots = true };
        var answer = await web.SendAsync(request, cancellation);
        answer.EnsureUsable(time);
        if (answer.Body.Length > MostBytes) throw new SourceException(SourceFault.Malformed, $"{page.Address} is longer than {MostBytes} bytes, which no page that people read is.");
        var html = TextDecoder.Decode(answer.Body.Span, answer.ContentType).Text;
        if (!html.AsSpan(0, Math.Min(html.Length, 1000)).Contains('<'))
            throw new SourceException(SourceFault.Malformed, $"{page.Address} is {answer.ContentType ?? "something"}, not a page.");
        using var document = BoundedHtml.Parse(html);
        items.Add(ItemOf(page, Article.Read(document, answer.Address)));
    }

    private Item ItemOf(WaitingPage page, Article article) => new()
    {
        Id = page.Address,
        Url = page.Address,
        Title = PlainText.Cut(article.Title.Length > 0 ? article.Title : page.Title, LongestTitle),
        Body = PlainText.Cut(article.Text, LongestBody),
        Author = article.Byline.Length > 0 ? new Author(PlainText.Cut(article.Byline, LongestTitle)) : Author.Unknown,
        Language = article.Language.Length > 0 ? article.Language : options.Language ?? "",
        Links = article.Links,
        Published = article.Published ?? page.Published,
    };
}
