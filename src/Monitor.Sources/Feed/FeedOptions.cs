using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>Feeds by address, by page, or by list.</summary>
public sealed class FeedOptions : SourceOptions
{
    /// <summary>Addresses of feeds, or of pages that declare one.</summary>
    public IList<string> Urls { get; set; } = [];

    /// <summary>An OPML file whose feeds are watched too; relative to the configuration file.</summary>
    public string? Opml { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Urls.Count == 0 && string.IsNullOrWhiteSpace(Opml))
            yield return (nameof(Urls), "names no feed: give Urls one address at least, or Opml a list of feeds");

        for (var index = 0; index < Urls.Count; index++)
        {
            if (Addresses.ResolveUri(null, Urls[index]) is null)
                yield return ($"{nameof(Urls)}:{index}", $"“{Urls[index]}” is no web address: it begins with http:// or https://");
        }
    }
}
