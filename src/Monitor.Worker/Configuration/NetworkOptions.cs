using System.ComponentModel.DataAnnotations;

namespace Monitor.Worker.Configuration;

/// <summary>The bounds of every outgoing request.</summary>
public sealed class NetworkOptions
{
    /// <summary>Private places that may be reached: networks (<c>10.0.0.0/8</c>), addresses or hosts, each with a port or without.
    /// Nothing private is reached unless it is named here.</summary>
    [NetworkPlaces]
    public IReadOnlyList<string> AllowPrivate { get; set; } = [];

    /// <summary>Of one request, redirects and body included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Of one decoded body.</summary>
    [Range(1_024, 1_073_741_824)]
    public long MaxBytes { get; set; } = 15 * 1_048_576;

    /// <summary>Requests at the same time to one host.</summary>
    [Range(1, 64)]
    public int PerHost { get; set; } = 2;

    /// <summary>An HTTP proxy that everything goes through.</summary>
    [EachNodesOwn]
    public Uri? Proxy { get; set; }
}
