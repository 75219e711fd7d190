using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.HackerNews;

/// <summary>Hacker News through its public search, which needs no key and allows 10,000 requests an hour.</summary>
public sealed class HackerNewsOptions : SourceOptions
{
    public HackerNewsOptions() => Every = TimeSpan.FromMinutes(5);

    /// <summary>The search's API, to point it at a proxy or a twin.</summary>
    [Required]
    public Uri Endpoint { get; set; } = new("https://hn.algolia.com/api/v1/");

    /// <summary>Stories, polls and job offers.</summary>
    public bool Stories { get; set; } = true;

    public bool Comments { get; set; } = true;

    /// <summary>How far back the first look at a query goes.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan Lookback { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A word that a day of Hacker News always holds. While the queries find nothing it is asked for every six hours, and when it is not
    /// found either the search is not believed. Empty: whatever the search says is believed.</summary>
    public string? Canary { get; set; } = "software";

    public override IEnumerable<(string Key, string Problem)> Check(string directory)
    {
        if (!Stories && !Comments) yield return (nameof(Stories), "Stories and Comments are both off, so there is nothing to read: turn one on.");
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https"))
            yield return (nameof(Endpoint), $"‘{Endpoint.OriginalString}’ is no http or https address: write it in full, as https://hn.algolia.com/api/v1/.");
    }
}
