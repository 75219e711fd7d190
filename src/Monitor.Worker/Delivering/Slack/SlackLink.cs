using System.Globalization;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>A link whose label says where it leads: the host, in ASCII. No stranger chooses a label.</summary>
/// <param name="Url">Absolute, http or https, without credentials; no space, bar or angle bracket.</param>
internal sealed record SlackLink(string Url, string Label)
{
    /// <summary>Longer ones are campaigns' and trackers'; a handful of them would use up the message.</summary>
    private const int LongestUrl = 1_000;

    private const int LongestLabel = 60;

    /// <summary>Null where the address is none that a browser opens, or too long.</summary>
    public static SlackLink? To(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return null;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return null;
        return To(uri) is { Url.Length: <= LongestUrl } link ? link : null;
    }

    public static SlackLink To(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        var authority = uri.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{uri.Port}");
        return new SlackLink(Encode($"{uri.Scheme}://{authority}{uri.PathAndQuery}{uri.Fragment}"), LabelOf(authority));
    }

    public LinkLeaf ToLeaf(string? label = null) => new(Url, label ?? Label);

    public string ToMrkdwn(string? label = null) => $"<{SlackText.Escape(Url)}|{SlackText.Escape(label ?? Label)}>";

    // Within <url|label> these three end the url, and Slack breaks links at spaces; .NET leaves some of them in queries and fragments.
    private static string Encode(string url) =>
        SlackText.Quiet(url.Replace("|", "%7C", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal)
            .Replace(">", "%3E", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal));

    // The end of a host says whose it is, so a long one loses its beginning.
    private static string LabelOf(string authority)
    {
        var host = authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? authority[4..] : authority;
        return host.Length <= LongestLabel ? host : $"…{host[^(LongestLabel - 1)..]}";
    }
}
