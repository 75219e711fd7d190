using Monitor.Core.Fetching;
using Monitor.Sources.Feed;
using Monitor.Sources.HackerNews;
using Monitor.Sources.Mastodon;
using Monitor.Sources.Sitemap;
using Monitor.Sources.WebPage;

namespace Monitor.Sources;

/// <summary>Every kind of source there is, one line each.</summary>
public static class SourceCatalog
{
    public static IReadOnlyList<SourceKind> Kinds { get; } =
    [
        SourceKind.Of<FeedOptions>("feed", FeedSource.Open),
        SourceKind.Of<HackerNewsOptions>("hackernews", HackerNewsSource.Open),
        SourceKind.Of<MastodonOptions>("mastodon", MastodonSources.Open),
        SourceKind.Of<SitemapOptions>("sitemap", (options, tools) => [new SitemapSource(options, tools)]),
        SourceKind.Of<WebPageOptions>("webpage", (options, tools) => [new WebPageSource(options, tools)]),
    ];

    public static SourceKind? Find(string type) =>
        Kinds.FirstOrDefault(kind => string.Equals(kind.Type, type, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One kind of source.</summary>
/// <param name="Type">Its name in the configuration.</param>
/// <param name="Options">The class its options bind to.</param>
/// <param name="Open">Makes the sources of one configured block: one, or one per part (address, hashtag).</param>
public sealed record SourceKind(string Type, Type Options, Func<SourceOptions, SourceTools, IReadOnlyList<ISource>> Open)
{
    public static SourceKind Of<TOptions>(string type, Func<TOptions, SourceTools, IReadOnlyList<ISource>> open)
        where TOptions : SourceOptions =>
        new(type, typeof(TOptions), (options, tools) => open((TOptions)options, tools));
}
