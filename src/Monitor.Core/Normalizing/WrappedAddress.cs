namespace Monitor.Core.Normalizing;

/// <summary>
/// Redirect wrappers that carry their target in their own address: search engines, networks, mail scanners, archives, and, by how such
/// addresses look everywhere, most others. Written from the links themselves (seen 2019–2026).
/// </summary>
internal static class WrappedAddress
{
    /// <summary>The address wrapped in this one, decoded; null when it wraps none.</summary>
    public static string? In(Uri uri)
    {
        var host = CanonicalUrl.Host(uri);
        var path = uri.AbsolutePath;
        return OfGoogle(host, uri) ?? OfAmpCache(host, uri) ?? OfTranslation(host, uri) ?? OfProofpoint(host, uri)
            ?? OfDisqus(host, uri) ?? OfTables(host, uri) ?? OfImpact(uri) ?? (SendsOn(path) ? WrappedTarget.Parameter(uri.Query, Wrappers.UsualParameters) : null);
    }

    private static string? OfTables(string host, Uri uri)
    {
        for (var parent = host; uri.Query.Length > 1 && parent.Length > 0; parent = Wrappers.Parent(parent))
        {
            foreach (var wrapper in Wrappers.Of(parent))
            {
                if (uri.AbsolutePath.StartsWith(wrapper.Path, StringComparison.OrdinalIgnoreCase) && WrappedTarget.Parameter(uri.Query, wrapper.Parameters) is { } target) return target;
            }
        }

        foreach (var wrapper in Wrappers.InPath)
        {
            if (Under(host, wrapper.Host) && AfterSegments(uri, wrapper.Before) is { } target) return target;
        }

        foreach (var wrapper in Wrappers.BehindMark)
        {
            if (Under(host, wrapper.Host) && uri.AbsolutePath.IndexOf(wrapper.Mark, StringComparison.Ordinal) is >= 0 and var mark
                && uri.AbsolutePath.IndexOf("http", mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var start && WrappedTarget.Written(uri, start) is { } target) return target;
        }

        return Array.Exists(Wrappers.WholeQuery, other => Under(host, other)) && uri.Query.Length > 1 ? WrappedTarget.Address(Uri.UnescapeDataString(uri.Query[1..])) : null;
    }

    /// <summary>Disqus signs the target behind a colon.</summary>
    private static string? OfDisqus(string host, Uri uri)
    {
        const int shortest = 20;
        if (!Under(host, "disq.us") || WrappedTarget.Parameter(uri.Query, ["url"]) is not { } target) return null;
        var colon = target.LastIndexOf(':');
        return target.Length - colon > shortest && !target.AsSpan(colon).ContainsAny('/', '?', '.') ? target[..colon] : target;
    }

    private static string? OfGoogle(string host, Uri uri)
    {
        var bare = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        if (bare == "webcache.googleusercontent.com") return OfGoogleCache(uri);
        if (bare == "bing.com" && uri.AbsolutePath.StartsWith("/amp/", StringComparison.Ordinal)) return OfAmp(uri, "/amp/".Length);
        if (!bare.StartsWith("google.", StringComparison.Ordinal) || bare.Length > "google.com.xx".Length) return null;
        if (uri.AbsolutePath is "/url") return OfAlert(uri.Query) ?? WrappedTarget.Parameter(uri.Query, ["url", "q"]);
        if (uri.AbsolutePath is "/imgres") return WrappedTarget.Parameter(uri.Query, ["imgrefurl"]);
        if (uri.AbsolutePath is "/aclk") return WrappedTarget.Parameter(uri.Query, ["adurl"]);
        if (uri.AbsolutePath is "/local_url") return WrappedTarget.Parameter(uri.Query, ["q"]);
        return uri.AbsolutePath.StartsWith("/amp/", StringComparison.Ordinal) ? OfAmp(uri, "/amp/".Length) : null;
    }

    /// <summary><c>search?q=cache:AbC:https://acme.com/a+words</c>; the code and the words may be missing.</summary>
    private static string? OfGoogleCache(Uri uri)
    {
        if (WrappedTarget.Raw(uri.Query, "q") is not { } raw || Uri.UnescapeDataString(raw) is not ['c', 'a', 'c', 'h', 'e', ':', .. var rest]) return null;
        var start = rest.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : WrappedTarget.Address(rest[start..].Split('+', ' ')[0]);
    }

    /// <summary>
    /// Google Alerts writes the target bare, with its own ampersands, between <c>url=</c> and <c>&amp;ct=</c>
    /// (recorded feeds, 2019–2026); elsewhere Google encodes it.
    /// </summary>
    private static string? OfAlert(string query)
    {
        var start = query.IndexOf("url=http", StringComparison.Ordinal);
        var end = query.IndexOf("&ct=", StringComparison.Ordinal);
        if (start < 0 || end < start) return null;
        var target = query[(start + "url=".Length)..end];
        return target.Contains("://", StringComparison.Ordinal) ? target : WrappedTarget.Parameter(query, ["url"]);
    }

    /// <summary><c>acme-com.cdn.ampproject.org/c/s/acme.com/a</c>; <c>v</c> and <c>i</c> for other kinds, <c>s</c> for https.</summary>
    private static string? OfAmpCache(string host, Uri uri) =>
        (Under(host, "cdn.ampproject.org") || Under(host, "bing-amp.com")) && uri.AbsolutePath is [_, _, '/', _, ..] ? OfAmp(uri, 3) : null;

    /// <summary>The page's own parameters stand among the viewer's.</summary>
    private static string OfAmp(Uri uri, int start)
    {
        var rest = uri.AbsolutePath[start..];
        return (rest.StartsWith("s/", StringComparison.Ordinal) ? "https://" + rest[2..] : "http://" + rest) + AmpForm.QueryOfPage(uri.Query);
    }

    /// <summary><c>www-acme--shop-com.translate.goog</c>: a hyphen is a dot, two are a hyphen.</summary>
    private static string? OfTranslation(string host, Uri uri)
    {
        const string parent = ".translate.goog";
        if (!host.EndsWith(parent, StringComparison.Ordinal)) return null;
        var name = host[..^parent.Length].Replace("--", "\0", StringComparison.Ordinal).Replace('-', '.').Replace('\0', '-');
        var kept = string.Join('&', uri.Query.TrimStart('?').Split('&').Where(pair => !pair.StartsWith("_x_tr_", StringComparison.Ordinal)));
        return $"https://{name}{uri.AbsolutePath}{(kept.Length == 0 ? "" : $"?{kept}")}";
    }

    /// <summary>Version 2 writes <c>%</c> as <c>-</c> and <c>/</c> as <c>_</c>; version 3 keeps the address between <c>__</c> and <c>__;</c>.</summary>
    private static string? OfProofpoint(string host, Uri uri)
    {
        if (!Under(host, "urldefense.com") && !Under(host, "urldefense.us") && !Under(host, "urldefense.proofpoint.com")) return null;
        if (uri.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal))
            return WrappedTarget.Raw(uri.Query, "u") is { } coded ? WrappedTarget.Address(Uri.UnescapeDataString(coded.Replace('-', '%').Replace('_', '/'))) : null;
        var whole = uri.PathAndQuery;
        var start = whole.IndexOf("/v3/__", StringComparison.Ordinal);
        var end = whole.IndexOf("__;", StringComparison.Ordinal);
        return start == 0 && end > 0 ? WrappedTarget.Address(whole["/v3/__".Length..end]) : null;
    }

    /// <summary>The affiliate network Impact, on hundreds of hosts of its customers: <c>/c/123/456/789?u=…</c>.</summary>
    private static string? OfImpact(Uri uri)
    {
        if (!uri.AbsolutePath.StartsWith("/c/", StringComparison.Ordinal)) return null;
        var numbers = uri.AbsolutePath[3..].TrimEnd('/').Split('/');
        return numbers.Length == 3 && numbers.All(number => number.Length > 0 && number.All(char.IsAsciiDigit)) ? WrappedTarget.Parameter(uri.Query, ["u"]) : null;
    }

    private static string? AfterSegments(Uri uri, string[] before)
    {
        var rest = uri.AbsolutePath.AsSpan(1);
        foreach (var wanted in before)
        {
            var slash = rest.IndexOf('/');
            if (slash < 0 || (wanted != "*" && !rest[..slash].Equals(wanted, StringComparison.Ordinal))) return null;
            rest = rest[(slash + 1)..];
        }

        return WrappedTarget.Written(uri, uri.AbsolutePath.Length - rest.Length);
    }

    private static bool SendsOn(string path)
    {
        var bare = path.TrimEnd('/');
        return Wrappers.SendingOn.Contains(bare[(bare.LastIndexOf('/') + 1)..]);
    }

    private static bool Under(string host, string parent) =>
        host.EndsWith(parent, StringComparison.Ordinal) && (host.Length == parent.Length || host[^(parent.Length + 1)] == '.');
}
