namespace Monitor.Sources.Sitemap;

/// <summary>The pages that a site has added: a site that was rebuilt has added a hundred thousand, of which the newest are kept.</summary>
/// <param name="keepsPages">Whether pages will be read; else only news are kept, for their titles.</param>
/// <param name="readsNews">Whether news are read as pages are.</param>
internal sealed class AddedPages(bool keepsPages, bool readsNews)
{
    /// <summary>More than so many at once is a site that was rebuilt.</summary>
    public const int Most = 1_000;

    // Of news, in characters; a thousand of them, as many as a news sitemap may list, take a sixth.
    private const int MostTitled = 2_000_000;

    private readonly PriorityQueue<SitemapPage, (DateTimeOffset Published, int Behind)> pages = new();
    private readonly List<SitemapPage> titled = [];
    private int listed;
    private int characters;

    /// <summary>News whose titles are all that is wanted of them, in the order listed.</summary>
    public IReadOnlyList<SitemapPage> Titled => titled;

    /// <summary>News that were passed over.</summary>
    public int TitledPassed { get; private set; }

    /// <summary>Pages that were passed over.</summary>
    public int PagesPassed { get; private set; }

    /// <summary>The newest pages by what the publisher claims, of equals those listed first.</summary>
    public IEnumerable<SitemapPage> Pages => pages.UnorderedItems.OrderByDescending(page => page.Priority).Select(page => page.Element);

    public void Add(SitemapPage page)
    {
        if (page.News is not null && !readsNews) AddTitle(page);
        else if (keepsPages) AddPage(page);
    }

    private void AddTitle(SitemapPage page)
    {
        characters += page.Address.AbsoluteUri.Length + page.News!.Title.Length + page.News.Publication.Length + page.News.Keywords.Sum(keyword => keyword.Length);
        if (characters <= MostTitled) titled.Add(page);
        else TitledPassed++;
    }

    private void AddPage(SitemapPage page)
    {
        var place = (page.News?.Published ?? page.Changed ?? DateTimeOffset.MinValue, -listed++);
        if (pages.Count < Most)
        {
            pages.Enqueue(page, place);
            return;
        }

        pages.EnqueueDequeue(page, place);
        PagesPassed++;
    }
}
