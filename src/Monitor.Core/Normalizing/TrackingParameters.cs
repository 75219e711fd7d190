namespace Monitor.Core.Normalizing;

/// <summary>Takes off what says how a reader came to a page and never which page it is.</summary>
internal static class TrackingParameters
{
    /// <summary>The address's query without them, still with its <c>?</c>; empty when nothing is left. The order of what is left stays.</summary>
    public static string Drop(Uri uri)
    {
        if (uri.Query.Length <= 1) return "";
        var host = CanonicalUrl.Host(uri);
        var here = SiteParameters.Of(host);
        var kept = uri.Query[1..].Split('&').Where(pair => pair.Length > 0 && !IsTracking(Name(pair), here) && !NamesItself(pair, host));
        var rest = string.Join('&', kept);
        return rest.Length == 0 ? "" : "?" + rest;
    }

    /// <summary>The address's path without the segment by which Amazon says from which list its reader came: <c>/dp/B08N5WRWNW/ref=sr_1_3</c>.</summary>
    public static string PathOf(Uri uri)
    {
        var path = uri.AbsolutePath;
        var last = path.LastIndexOf("/ref=", StringComparison.Ordinal);
        return last > 0 && SiteParameters.Include(SiteParameters.Of(CanonicalUrl.Host(uri)), "ref") ? path[..last] : path;
    }

    /// <summary>Whether a fragment is a campaign's: publishers write <c>#xtor=RSS-1</c> and <c>#Echobox=…</c>.</summary>
    public static bool IsTracking(string fragment) => fragment.Contains('=', StringComparison.Ordinal) && IsTracking(Name(fragment.TrimStart('#')), []);

    /// <summary>Blogs write <c>ref=</c> and their own name into the links of their letters and feeds, those to themselves included.</summary>
    private static bool NamesItself(string pair, string host) =>
        pair.StartsWith("ref=", StringComparison.OrdinalIgnoreCase) && Bare(Uri.UnescapeDataString(pair["ref=".Length..])).Equals(Bare(host), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    private static string Name(string pair) => Uri.UnescapeDataString(pair.Split('=', 2)[0]).TrimStart('?');

    private static bool IsTracking(string name, IReadOnlyList<string> here) => CampaignParameters.Include(name) || SiteParameters.Include(here, name);
}
