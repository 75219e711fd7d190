using System.Buffers.Text;
using System.Text;

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
        return OfGoogle(host, uri) ?? OfAmpCache(host, path) ?? OfTranslation(host, uri) ?? OfProofpoint(host, uri)
            ?? OfTables(host, uri) ?? OfImpact(uri) ?? (SendsOn(path) ? Parameter(uri.Query, Wrappers.UsualParameters) : null);
    }

    private static string? OfTables(string host, Uri uri)
    {
        for (var parent = host; uri.Query.Length > 1 && parent.Length > 0; parent = Wrappers.Parent(parent))
        {
            foreach (var wrapper in Wrappers.Of(parent))
            {
                if (uri.AbsolutePath.StartsWith(wrapper.Path, StringComparison.OrdinalIgnoreCase) && Parameter(uri.Query, wrapper.Parameters) is { } target) return target;
            }
        }

        foreach (var wrapper in Wrappers.InPath)
        {
            if (Under(host, wrapper.Host) && AfterSegments(uri, wrapper.Before) is { } target) return target;
        }

        return Array.Exists(Wrappers.WholeQuery, other => Under(host, other)) && uri.Query.Length > 1 ? Address(Uri.UnescapeDataString(uri.Query[1..])) : null;
    }

    private static string? OfGoogle(string host, Uri uri)
    {
        var bare = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        if (!bare.StartsWith("google.", StringComparison.Ordinal) || bare.Length > "google.com.xx".Length) return null;
        if (uri.AbsolutePath is "/url") return OfAlert(uri.Query) ?? Parameter(uri.Query, ["url", "q"]);
        if (uri.AbsolutePath is "/imgres") return Parameter(uri.Query, ["imgrefurl"]);
        return uri.AbsolutePath.StartsWith("/amp/", StringComparison.Ordinal) ? OfAmp(uri.AbsolutePath["/amp/".Length..]) : null;
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
        return target.Contains("://", StringComparison.Ordinal) ? target : Parameter(query, ["url"]);
    }

    /// <summary><c>acme-com.cdn.ampproject.org/c/s/acme.com/a</c>; <c>v</c> and <c>i</c> for other kinds, <c>s</c> for https.</summary>
    private static string? OfAmpCache(string host, string path) =>
        (Under(host, "cdn.ampproject.org") || Under(host, "bing-amp.com")) && path.Length > 3 && path[2] == '/' ? OfAmp(path[3..]) : null;

    private static string OfAmp(string rest) =>
        rest.StartsWith("s/", StringComparison.Ordinal) ? "https://" + rest[2..] : "http://" + rest;

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
            return Raw(uri.Query, "u") is { } coded ? Address(Uri.UnescapeDataString(coded.Replace('-', '%').Replace('_', '/'))) : null;
        var whole = uri.PathAndQuery;
        var start = whole.IndexOf("/v3/__", StringComparison.Ordinal);
        var end = whole.IndexOf("__;", StringComparison.Ordinal);
        return start == 0 && end > 0 ? Address(whole["/v3/__".Length..end]) : null;
    }

    /// <summary>The affiliate network Impact, on hundreds of hosts of its customers: <c>/c/123/456/789?u=…</c>.</summary>
    private static string? OfImpact(Uri uri)
    {
        if (!uri.AbsolutePath.StartsWith("/c/", StringComparison.Ordinal)) return null;
        var numbers = uri.AbsolutePath[3..].TrimEnd('/').Split('/');
        return numbers.Length == 3 && numbers.All(number => number.Length > 0 && number.All(char.IsAsciiDigit)) ? Parameter(uri.Query, ["u"]) : null;
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

        // Encoded, it is one segment with others behind it; bare, it is all there is, its query too.
        var text = rest.ToString();
        if (!text.AsSpan(0, Math.Min(text.Length, "https%3A%2F%2F".Length)).Contains("%2F%2F", StringComparison.OrdinalIgnoreCase)) return Address(text + uri.Query);
        var end = text.IndexOf('/', StringComparison.Ordinal);
        return Address(Uri.UnescapeDataString(end < 0 ? text : text[..end]));
    }

    private static bool SendsOn(string path)
    {
        var bare = path.TrimEnd('/');
        return Wrappers.SendingOn.Contains(bare[(bare.LastIndexOf('/') + 1)..]);
    }

    private static string? Parameter(string query, string[] names)
    {
        foreach (var name in names)
        {
            if (Raw(query, name) is not { } raw) continue;
            if ((Address(Uri.UnescapeDataString(raw.Replace('+', ' '))) ?? Decoded(raw)) is { } target) return target;
        }

        return null;
    }

    private static string? Raw(string query, string name)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0 && pair.AsSpan(0, equals).Equals(name, StringComparison.OrdinalIgnoreCase)) return pair[(equals + 1)..];
        }

        return null;
    }

    /// <summary>In Base64, as mail senders and Bing (<c>a1</c> before it) write it.</summary>
    private static string? Decoded(string raw)
    {
        var text = Uri.UnescapeDataString(raw);
        if (text.StartsWith("a1", StringComparison.Ordinal)) text = text[2..];
        text = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return text.StartsWith("aHR0c", StringComparison.Ordinal) && Base64Url.IsValid(text) 
            ? Address(Uri.UnescapeDataString(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))))
            : null;
    }

    /// <summary>Some write the scheme's slashes once: servers merge them in paths.</summary>
    private static string? Address(string text)
    {
        var start = text.StartsWith("https:/", StringComparison.OrdinalIgnoreCase) ? 7 : text.StartsWith("http:/", StringComparison.OrdinalIgnoreCase) ? 6 : 0;
        if (start == 0 || text.Length == start) return null;
        return text[start] == '/' ? text : text.Insert(start, "/");
    }

    private static bool Under(string host, string parent) =>
        host.EndsWith(parent, StringComparison.Ordinal) && (host.Length == parent.Length || host[^(parent.Length + 1)] == '.');
}
