using System.ComponentModel.DataAnnotations;
using Monitor.Sources.Http;

namespace Monitor.Sources.Sitemap;

/// <summary>A site's new pages, as its sitemaps list them: for publishers without a feed.</summary>
public sealed class SitemapOptions : SourceOptions
{
    public SitemapOptions() => Every = TimeSpan.FromHours(1);

    /// <summary>A sitemap, an index of sitemaps, or the site's front page: then its robots.txt says where they are.</summary>
    [Required]
    public string Url { get; set; } = "";

    /// <summary>Only addresses whose path begins with one of these, such as <c>/blog/</c>; all when empty.</summary>
    public IList<string> Paths { get; set; } = [];

    /// <summary>How many new pages are read at each look, the newest first; what is left waits for the next. 0 reads none: only titles of news are matched.</summary>
    [Range(0, 500)]
    public int Pages { get; set; } = 20;

    /// <summary>Read the pages of a news sitemap too; without it their titles are matched, within minutes and at no cost to the publisher.</summary>
    public bool ReadNews { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check(string directory)
    {
        if (Url.Length > 0 && !WebAddress.TryParse(Url, out _, out var problem)) yield return (nameof(Url), $"«{Url}» {problem}");
        for (var index = 0; index < Paths.Count; index++)
        {
            if (!Paths[index].StartsWith('/')) yield return ($"{nameof(Paths)}:{index}", $"«{Paths[index]}» is no path: it begins with /, such as /blog/");
        }
    }

    internal bool Wants(Uri address) => Paths.Count == 0 || Paths.Any(path => address.AbsolutePath.StartsWith(path, StringComparison.Ordinal));
}
