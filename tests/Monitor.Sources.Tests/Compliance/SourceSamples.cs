namespace Monitor.Sources.Tests.Compliance;

/// <summary>One sample for each kind of source in the catalog, one line each.</summary>
public static class SourceSamples
{
    public static IReadOnlyList<ISourceSample> All { get; } =
    [
        new Feed.FeedSample(),
        new HackerNews.HackerNewsSample(),
        new Mastodon.MastodonSample(),
        new Sitemap.SitemapSample(),
        new WebPage.WebPageSample(),
    ];

    public static ISourceSample Of(string type) =>
        All.SingleOrDefault(sample => sample.Type == type) ?? throw new InvalidOperationException($"There is no sample of {type}: write a {nameof(ISourceSample)} and list it in {nameof(SourceSamples)}.");
}
