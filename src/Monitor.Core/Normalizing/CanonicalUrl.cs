namespace Monitor.Core.Normalizing;

/// <summary>
/// One spelling per address: scheme and host in lower case, international hosts in ASCII, no default port, user, fragment or tracking
/// parameter, no trailing slash but the root's. <c>www.</c> stays, because some hosts answer only there; comparisons ignore it.
/// </summary>
public static class CanonicalUrl
{
    /// <summary>Longer addresses are refused: no publisher needs them and some are made to hurt.</summary>
    public const int LongestAddress = 8_192;

    /// <summary>The canonical spelling; empty when the text is no absolute http or https address with a host.</summary>
    public static string Of(string address)
    {
        if (Read(address) is not { } uri) return "";
        var spelled = Spell(uri);
        return spelled.Equals(address, StringComparison.Ordinal) ? spelled : Settled(spelled);
    }

    /// <summary>
    /// Spelled again until nothing changes: without its final dot a name can be a number («0x7f.» is a name, «0x7f» is 0.0.0.127), and a percent
    /// sign that was decoded can begin another triplet.
    /// </summary>
    private static string Settled(string spelled)
    {
        const int mostTurns = 4;
        for (var turn = 0; turn < mostTurns; turn++)
        {
            var again = Read(spelled) is { } uri ? Spell(uri) : "";
            if (again.Equals(spelled, StringComparison.Ordinal)) return spelled;
            spelled = again;
        }

        return "";
    }

    /// <summary>
    /// The canonical spelling of where the address leads as far as it says so itself: wrappers such as <c>google.com/url?url=…</c> are
    /// unwrapped, without asking the network. Empty when the text is no absolute http or https address.
    /// </summary>
    public static string Unwrap(string address)
    {
        var hops = Hops(address);
        return hops.Count == 0 ? "" : Of(hops[^1]);
    }

    /// <summary>The address as written and every address wrapped in it, outermost first; empty when the text is no http or https address.</summary>
    public static IReadOnlyList<string> Hops(string address)
    {
        const int deepest = 5;
        if (Read(address) is not { } uri) return [];
        var hops = new List<string> { address.Trim() };
        while (hops.Count <= deepest && WrappedAddress.In(uri) is { } inner && Read(inner) is { } next)
        {
            hops.Add(inner);
            uri = next;
        }

        return hops;
    }

    /// <summary>The parsed address; null when it is no absolute http or https address with a host.</summary>
    internal static Uri? Read(string address)
    {
        var trimmed = address.AsSpan().Trim();
        if (trimmed.Length is 0 or > LongestAddress) return null;

        // Of «//» and a sign of direction, Uri.TryCreate throws (.NET 10.0.12).
        if (!trimmed.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return null;
        if (!Uri.TryCreate(trimmed.ToString(), UriKind.Absolute, out var uri)) return null;
        return uri.Scheme is "http" or "https" && Host(uri).Length > 0 ? uri : null;
    }

    /// <summary>The host in ASCII, lower case, without a final dot; empty when it is no valid name.</summary>
    internal static string Host(Uri uri)
    {
        try
        {
            return uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    private static string Spell(Uri uri)
    {
        var host = Host(uri);
        if (uri.HostNameType == UriHostNameType.IPv6) host = $"[{host.Trim('[', ']')}]";
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var path = uri.AbsolutePath;
        if (path.Length > 1) path = path.TrimEnd('/');
        if (path.Length == 0) path = "/";
        return $"{uri.Scheme}://{host}{port}{path}{TrackingParameters.Drop(uri.Query)}";
    }
}
