using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>The parts of one configured server: each hashtag, and the search.</summary>
public static class MastodonSources
{
    public static IReadOnlyList<ISource> Open(MastodonOptions options, SourceTools tools)
    {
        var own = new MastodonApi(options, tools.Web, tools.Time);
#if MASTONET
        var client = new MastonetClient(options, tools.Web, tools.Time, own);
#else
        var client = own;
#endif
        var tags = options.Tags.Select(tag => (ISource)new HashtagSource(options, tag, client, tools.Time));
        return options.Searches ? [.. tags, new SearchSource(options, client, tools.Time)] : [.. tags];
    }
}
