using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.Http;

/// <summary>What the gate lets through and how much of it.</summary>
public sealed record GateOptions
{
    /// <summary>Who we are in a User-Agent, and the product token that robots.txt groups are looked up by.</summary>
    public const string Product = "MonitorBot";

    /// <summary>
    /// Places that are not public and may be reached all the same, and nothing else: <c>10.0.0.0/8</c>, <c>127.0.0.1:8081</c>,
    /// <c>[::1]:8081</c>, <c>wiki.internal</c>, <c>example.org:8000</c>. Without a port an entry opens the web ports (80, 443, 8080, 8443).
    /// </summary>
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];

    /// <summary>For one request with all its redirects, from the moment that its host is free for it. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A body may have so many bytes, as sent and after decoding. Default 15 MiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxBytes { get; init; } = 15 << 20;

    /// <summary>Requests to one host at a time; others wait in order of arrival. Default 2.</summary>
    [Range(1, 1000)]
    public int PerHost { get; init; } = 2;

    /// <summary>
    /// An HTTP proxy that everything goes through; environment variables are never looked at. The proxy resolves names, so that addresses
    /// behind names are its to judge; names that resolve here are judged here too.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>Says who asks and where to complain.</summary>
    public string UserAgent { get; init; } = Agent(contact: null);

    /// <summary>A body slower than this on average, after half of <see cref="Timeout"/>, is given up. Bytes in a second; default 512.</summary>
    [Range(1, 1 << 20)]
    public int LeastRate { get; init; } = 512;

    /// <summary>The User-Agent of this version with an operator's mail address or page: <c>MonitorBot/1.2 (+mailto:ops@example.org)</c>.</summary>
    public static string Agent(string? contact)
    {
        var version = typeof(GateOptions).Assembly.GetName().Version is { } full ? $"{full.Major}.{full.Minor}" : "0";
        var place = contact?.Trim() switch
        {
            null or "" => "brand-mention monitor",
            { } mail when mail.Contains('@', StringComparison.Ordinal) && !mail.Contains(':', StringComparison.Ordinal) => $"+mailto:{mail}",
            { } page => $"+{page}",
        };
        return $"{Product}/{version} ({place})";
    }
}
