namespace Monitor.Sources.Sitemap;

/// <summary>What an element of a sitemap means by its name; prefixes and namespaces do not count.</summary>
internal enum SitemapWord
{
    Other,
    UrlSet,
    SitemapIndex,
    Url,
    Sitemap,
    Location,
    LastModified,
    News,
    Publication,
    Title,
    PublicationDate,
    Keywords,
    Name,
    Language,
}
