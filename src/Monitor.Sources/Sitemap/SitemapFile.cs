namespace Monitor.Sources.Sitemap;

/// <summary>What one sitemap holds besides pages.</summary>
/// <param name="Files">The sitemaps it lists, if it is an index.</param>
/// <param name="Problem">What was wrong though something could be read; null when nothing was.</param>
internal sealed record SitemapFile(IReadOnlyList<SitemapLink> Files, string? Problem);

/// <param name="Address">The page.</param>
/// <param name="Changed">As the publisher claims; often the time the sitemap was written.</param>
/// <param name="News">What a news sitemap says of the page; null in others.</param>
internal sealed record SitemapPage(Uri Address, DateTimeOffset? Changed, NewsEntry? News);

/// <param name="Title">The headline.</param>
/// <param name="Language">BCP 47, as the publisher says; else empty.</param>
/// <param name="Publication">The newspaper's name.</param>
internal sealed record NewsEntry(string Title, string Language, string Publication, DateTimeOffset? Published, IReadOnlyList<string> Keywords);

/// <param name="Address">The sitemap.</param>
/// <param name="Changed">As the index claims.</param>
internal sealed record SitemapLink(Uri Address, string Changed);
