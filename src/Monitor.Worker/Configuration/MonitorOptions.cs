using System.ComponentModel.DataAnnotations;
using Monitor.Sources;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Configuration;

/// <summary>The whole configuration: what stands under <c>Monitor</c>.</summary>
public sealed class MonitorOptions : IChecked
{
    /// <summary>Database, pickup folder, key material. Relative to the configuration file as written; absolute once loaded.</summary>
    [EachNodesOwn]
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The page as people reach it: links in mails and feeds start here.</summary>
    public Uri BaseUrl { get; set; } = new("http://localhost:8080");

    /// <summary>Where the page listens; several addresses are parted by <c>;</c>.</summary>
    [EachNodesOwn]
    [ListenAddress]
    public string Listen { get; set; } = "http://127.0.0.1:8080";

    /// <summary>Of mails, page and feeds; a channel may have its own.</summary>
    [AllowedValues("en", "fr")]
    public string Language { get; set; } = "en";

    /// <summary>Of the times people read; a digest may have its own.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Mail address or page of who runs this; goes into the User-Agent, so that a publisher can complain.</summary>
    [EachNodesOwn]
    [RegularExpression(@"^(https?://\S+|[^\s@<>()]+@[^\s@<>()]+)$", ErrorMessage = "is a mail address or a web address, such as ops@example.org")]
    public string? Contact { get; set; }

    [EachNodesOwn]
    public StoreOptions Store { get; set; } = new();

    public RetentionOptions Retention { get; set; } = new();

    public NetworkOptions Network { get; set; } = new();

    public LinksOptions Links { get; set; } = new();

    [EachNodesOwn]
    public AccessOptions Access { get; set; } = new();

    [EachNodesOwn]
    public MetricsOptions Metrics { get; set; } = new();

    public PushOptions Push { get; set; } = new();

    public IReadOnlyList<QueryOptions> Queries { get; set; } = [];

    /// <summary>Each of the class its kind names in <see cref="SourceCatalog"/>.</summary>
    public IReadOnlyList<SourceOptions> Sources { get; set; } = [];

    /// <summary>Each of the class its kind names in <see cref="ChannelCatalog"/>.</summary>
    public IReadOnlyList<ChannelOptions> Channels { get; set; } = [];

    public IReadOnlyList<DigestOptions> Digests { get; set; } = [];

    IEnumerable<(string Key, string Problem)> IChecked.Check()
    {
        if (Push.Enabled && BaseUrl.IsLoopback)
            yield return ($"{nameof(Push)}:{nameof(PushOptions.Enabled)}", $"needs an address that hubs reach from outside, and {BaseUrl} is this machine's own; set Monitor:BaseUrl, such as https://monitor.example.org");
    }
}
