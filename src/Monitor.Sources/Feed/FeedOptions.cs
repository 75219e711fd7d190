using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>Feeds by address, by page, or by list.</summary>
public sealed class FeedOptions : SourceOptions
{
    /// <summary>Addresses of feeds, or of pages that declare one.</summary>
    public IList<string> Urls { get; set; } = [];

    /// <summary>An OPML file whose feeds are watched too; relative to the configuration file.</summary>
    public string? Opml { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check(string directory)
    {
        if (Urls.Count == 0 && string.IsNullOrWhiteSpace(Opml))
            yield return (nameof(Urls), "names no feed: give Urls one address at least, or Opml a list of feeds");

        for (var index = 0; index < Urls.Count; index++)
        {
            if (Addresses.ResolveUri(null, Urls[index]) is null)
                yield return ($"{nameof(Urls)}:{index}", $"“{Urls[index]}” is no web address: it begins with http:// or https://");
        }

        if (Enabled && !string.IsNullOrWhiteSpace(Opml) && ListProblem(directory) is { } problem) yield return (nameof(Opml), problem);
    }

    /// <summary>Every address, those of the list included, each once.</summary>
    /// <param name="directory">Where relative file names start.</param>
    public IReadOnlyList<string> Addressed(string directory) => [.. Links(directory).Select(link => link.Url)];

    /// <summary>The same with what the list calls them.</summary>
    /// <param name="directory">Where relative file names start.</param>
    public IReadOnlyList<FeedLink> Links(string directory) =>
        [.. Urls.Select(url => new FeedLink(url)).Concat(string.IsNullOrWhiteSpace(Opml) ? [] : Listed(Path.Combine(directory, Opml))).DistinctBy(link => link.Url, StringComparer.Ordinal)];

    private string? ListProblem(string directory)
    {
        try
        {
            return Listed(Path.Combine(directory, Opml!)).Any() ? null : $"{Opml} lists no feed; export the list again, or name another";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"{problem.Message} Name an OPML file that can be read";
        }
    }

    private static IEnumerable<FeedLink> Listed(string file)
    {
        var list = FeedParser.Parse(File.ReadAllBytes(file));
        return list.Format == FeedFormat.Opml
            ? list.Feeds.Where(feed => Addresses.ResolveUri(null, feed.Url) is not null)
            : throw new InvalidDataException($"{file} is no OPML list of feeds.");
    }
}
