namespace Monitor.Core.Normalizing;

/// <summary>
/// Addresses in two forms. <see cref="Of"/> is for comparing: one spelling per page. <see cref="Tidy"/> is for people: what they click
/// is the address as it was, because some hosts answer <c>/a/</c> and <c>/a</c> differently, without what only tracks.
/// </summary>
public static class CanonicalUrl
{
    /// <summary>Longer addresses are refused: no publisher needs them and some are made to hurt.</summary>
    public const int LongestAddress = 8_192;

    private const int DeepestWrapping = 5;

    /// <summary>
    /// The form to compare by: scheme and host in lower case, international hosts in ASCII, no default port, user, fragment, tracking
    /// parameter or AMP form, no trailing slash but the root's. <c>www.</c> stays; comparisons of hosts ignore it. Empty when the text is
    /// no absolute http or https address with a host.
    /// </summary>
    public static string Of(string address) => PlainAddress.Is(address) ? PlainAddress.Unslashed(address) : Spelled(address, Compared);

    /// <summary>
    /// The form to click: scheme, host and port in their usual spelling, path, query and fragment as they were but for tracking
    /// parameters; never a user name or password, which make a host look like another. Empty when the text is no absolute http or https
    /// address with a host.
    /// </summary>
    public static string Tidy(string address) => PlainAddress.Is(address) ? address : Spelled(address, Clicked);

    /// <summary>Where the address leads as far as it says so itself, in the form to compare by.</summary>
    public static string Unwrap(string address) => Hops(address) is [.., var last] ? Of(last) : "";

    /// <summary>Where the address leads as far as it says so itself, in the form to click: wrappers such as
    /// <c>google.com/url?url=…</c> are unwrapped, without asking the network.</summary>
    public static string Target(string address) => Hops(address) is [.., var last] ? Tidy(last) : "";

    /// <summary>
    /// The address as written, made whole where it was defanged (<c>hxxps://acme[.]com</c>), and every address wrapped in it, outermost
    /// first, five at most; empty when the text is no http or https address.
    /// </summary>
    public static IReadOnlyList<string> Hops(string address)
    {
        if (PlainAddress.Is(address)) return [address];
        if (Read(address) is not { } uri) return [];
        var hops = new List<string> { DefangedAddress.Mend(address.Trim()) };
        while (hops.Count <= DeepestWrapping && WrappedAddress.In(uri) is { } inner && Read(inner) is { } next)
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
        var mended = DefangedAddress.Mend(trimmed.ToString());
        if (!mended.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return null;
        if (!Uri.TryCreate(mended, UriKind.Absolute, out var uri)) return null;
        return uri.Scheme is "http" or "https" && Host(uri).Length > 0 ? uri : null;
    }

    /// <summary>The host in ASCII, lower case, without a final dot; empty when it is no valid name.</summary>
    internal static string Host(Uri uri)
    {
        try
        {
            var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
            return host.AsSpan().ContainsAnyInRange('\0', ' ') ? "" : host;
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    /// <summary>
    /// Spelled again until nothing changes: without its final dot a name can be a number («0x7f.» is a name, «0x7f» is 0.0.0.127), and a percent
    /// sign that was decoded can begin another triplet.
    /// </summary>
    private static string Spelled(string address, Func<Uri, string> spell)
    {
        const int mostTurns = 5;
        var spelled = address;
        for (var turn = 0; turn < mostTurns; turn++)
        {
            var again = Read(spelled) is { } uri ? spell(uri) : "";
            if (again.Length == 0 || again.Equals(spelled, StringComparison.Ordinal)) return again;
            spelled = again;
        }

        return "";
    }

    private static string Compared(Uri uri)
    {
        var path = AmpForm.PathOfPage(TrackingParameters.PathOf(uri));
        if (path.Length > 1) path = path.TrimEnd('/');
        if (path.Length == 0) path = "/";
        return $"{Origin(uri)}{path}{AmpForm.QueryOfPage(TrackingParameters.Drop(uri))}";
    }

    private static string Clicked(Uri uri) =>
        $"{Origin(uri)}{TrackingParameters.PathOf(uri)}{TrackingParameters.Drop(uri)}{(TrackingParameters.IsTracking(uri.Fragment) ? "" : uri.Fragment)}";

    private static string Origin(Uri uri)
    {
        var host = Host(uri);
        if (uri.HostNameType == UriHostNameType.IPv6) host = $"[{host.Trim('[', ']')}]";
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
    }
}
