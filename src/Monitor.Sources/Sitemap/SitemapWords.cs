namespace Monitor.Sources.Sitemap;

/// <summary>Words by name, each name read once: an XML reader gives the same string for the same name.</summary>
internal sealed class SitemapWords
{
    // Sitemaps use ten; those of a document with more are read anew each time.
    private const int Most = 32;

    private readonly List<(string Name, SitemapWord Word)> known = new(Most);

    public SitemapWord Of(string name)
    {
        foreach (var (other, word) in known)
        {
            if (ReferenceEquals(other, name)) return word;
        }

        var read = Read(name.ToLowerInvariant());
        if (known.Count < Most) known.Add((name, read));
        return read;
    }

    private static SitemapWord Read(string name) => name switch
    {
        "urlset" => SitemapWord.UrlSet,
        "sitemapindex" => SitemapWord.SitemapIndex,
        "url" => SitemapWord.Url,
        "sitemap" => SitemapWord.Sitemap,
        "loc" => SitemapWord.Location,
        "lastmod" => SitemapWord.LastModified,
        "news" => SitemapWord.News,
        "publication" => SitemapWord.Publication,
        "title" => SitemapWord.Title,
        "publication_date" => SitemapWord.PublicationDate,
        "keywords" => SitemapWord.Keywords,
        "name" => SitemapWord.Name,
        "language" => SitemapWord.Language,
        _ => SitemapWord.Other,
    };
}
