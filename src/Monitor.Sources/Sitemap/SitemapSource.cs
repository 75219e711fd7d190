using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Sitemap;

/// <summary>
/// Watches which pages a site adds to its sitemaps. Dates in sitemaps are claims and mostly wrong: a page is new when it was not listed
/// before. The first look is the baseline: what is listed then is remembered, and only the titles of news are handed over.
/// </summary>
public sealed class SitemapSource(SitemapOptions options, SourceTools tools) : ISource
{
    public SourceIdentity Identity { get; } = new(options.Name, "sitemap");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        if (!WebAddress.TryParse(options.Url, out var address, out var problem))
            throw new SourceException(SourceFault.Denied, $"Url «{options.Url}» {problem}.");
        var memory = SitemapMemory.Read(request.Cursor, options);
        var walk = new SitemapWalk(tools.Web, tools.Time, options, memory);
        await walk.RunAsync(address, cancellation);

        var titles = walk.Added.Titled.Select(Titled);
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
            Gaps = [.. overflow.Where(_ => seen.From < seen.To).Select(passed => new Gap(seen.From, seen.To, passed) { Cause = GapCause.TooMuch })],
            Warnings = [.. walk.Warnings, .. reading.Warnings, .. overflow],
        };
    }

    /// <summary>New pages to read, the newest first, before those that wait since earlier looks.</summary>
    private List<WaitingPage> Due(SitemapMemory? memory, AddedPages added, out IReadOnlyList<string> overflow)
    {
        var due = added.Pages
            .Select(page => new WaitingPage(page.Address.AbsoluteUri, page.News?.Published ?? page.Changed, 0, page.News?.Title ?? ""))
            .Concat(options.Pages == 0 ? [] : memory?.Waiting ?? []).DistinctBy(page => page.Address, StringComparer.Ordinal).ToList();
        var passed = added.PagesPassed + Math.Max(0, due.Count - AddedPages.Most);
        if (due.Count > AddedPages.Most) due.RemoveRange(AddedPages.Most, due.Count - AddedPages.Most);
        overflow = [.. Overflow(due.Count, passed, added.TitledPassed)];
        return due;
    }

    private static IEnumerable<string> Overflow(int due, int passed, int titled)
    {
        if (passed > 0) yield return $"{due + passed} new pages at once; the newest {due} will be read, {passed} were passed over. Let Paths choose, or raise Pages.";
        if (titled > 0) yield return $"{titled} news were passed over: there are more at once than one look hands over. Let Paths choose.";
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
