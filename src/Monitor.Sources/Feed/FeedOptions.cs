using System.ComponentModel.DataAnnotations;
using Monitor.Sources.Text;

namespace Monitor.Sources.Feed;

/// <summary>Feeds by address, by page, or by list.</summary>
public sealed class FeedOptions : SourceOptions
{
    /// <summary>Addresses of feeds, or of pages that declare one.</summary>
    public IList<string> Urls { get; set; } = [];

    /// <summary>An OPML file whose feeds are watched too; relative to the configuration file.</summary>
    public string? Opml { get; set; }

    /// <summary>How many older pages are read at first contact, where a feed has pages or archives; later ones are read to close gaps alone.</summary>
    [Range(0, 100)]
    public int Backfill { get; set; }

    /// <summary>A feed that was quiet for days is looked at less often, up to so many times <see cref="SourceOptions.Every"/>; 1 for never.</summary>
    [Range(1, 24)]
    public int Stretch { get; set; } = 4;

    /// <summary>New entries that one feed may bring in a day; what is beyond waits.</summary>
    [Range(1, 100_000)]
    public int PerDay { get; set; } = 5_000;

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
