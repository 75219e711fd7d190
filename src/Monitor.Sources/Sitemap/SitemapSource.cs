using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Sitemap;

/// <summary>
/// Watches which pages a site adds to its sitemaps. Dates in sitemaps are claims and mostly wrong: a page is new when it was not listed
/// before. The first look is the baseline: what is listed then is remembered, and only the titles of news are handed over.
/// </summary>
public sealed class SitemapSource(SitemapOptions options, SourceTools tools) : ISource
{
    /// <summary>More new pages than this at once is a site that was rebuilt.</summary>
    private const int MostWaiting = 1_000;

    public SourceIdentity Identity { get; } = new(options.Name, "sitemap");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        if (!WebAddress.TryParse(options.Url, out var address, out var problem))
            throw new SourceException(SourceFault.Denied, $"Url «{options.Url}» {problem}.");
        var memory = SitemapMemory.Read(request.Cursor, options);
        var walk = new SitemapWalk(tools.Web, tools.Time, options, memory);
        await walk.RunAsync(address, cancellation);

        var titles = walk.Added.Where(page => page.News is not null && !options.ReadNews).Select(Titled);
        var pages = Due(memory, walk.Added, out var overflow);
        var reading = new PageReading(tools.Web, tools.Time, options);
        await reading.RunAsync(pages, cancellation);
        var now = tools.Time.GetUtcNow();
        var seen = Stretch.Until(now, memory?.Seen ?? now);
        return new Fetched(
            [.. titles.Concat(reading.Items).OrderBy(item => item.Published ?? DateTimeOffset.MinValue)],
            new SitemapMemory(options.Url, walk.Files, reading.Waiting, now).ToCursor())
        {
            Covered = overflow.Count > 0 ? new Stretch(now, now) : seen,
            Gaps = [.. overflow.Select(passed => new Gap(seen.From, seen.To, passed))],
            Warnings = [.. walk.Warnings, .. reading.Warnings, .. overflow],
        };
    }

    /// <summary>New pages to read, the newest first, before those that wait since earlier looks.</summary>
    private List<WaitingPage> Due(SitemapMemory? memory, IReadOnlyList<SitemapPage> added, out IReadOnlyList<string> overflow)
    {
        overflow = [];
        if (memory is null || options.Pages == 0) return [];
        var due = added.Where(page => page.News is null || options.ReadNews)
            .Select(page => new WaitingPage(page.Address.AbsoluteUri, page.News?.Published ?? page.Changed, 0, page.News?.Title ?? ""))
            .OrderByDescending(page => page.Published ?? DateTimeOffset.MinValue)
            .Concat(memory.Waiting).DistinctBy(page => page.Address, StringComparer.Ordinal).ToList();
        if (due.Count > MostWaiting)
        {
            overflow = [$"{due.Count} new pages at once; the newest {MostWaiting} will be read, {due.Count - MostWaiting} were passed over. Let Paths choose, or raise Pages."];
            due.RemoveRange(MostWaiting, due.Count - MostWaiting);
        }

        return due;
    }

    private Item Titled(SitemapPage page) => new()
    {
        Id = page.Address.AbsoluteUri,
        Url = page.Address.AbsoluteUri,
        Title = page.News!.Title,
        Author = new Author(page.News.Publication),
        Language = page.News.Language.Length > 0 ? page.News.Language : options.Language ?? "",
        Tags = page.News.Keywords,
        Published = page.News.Published ?? page.Changed,
    };
}
