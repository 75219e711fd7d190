namespace Monitor.Core.Normalizing;

/// <summary>Redirect wrappers that carry their target in their own address.</summary>
internal static class WrappedAddress
{
    /// <summary>Host (or its parent), the path it wraps on, and the parameters that hold the target, in order of preference.</summary>
    private static readonly (string Host, string Path, string[] Parameters)[] Wrappers =
    [
        ("l.facebook.com", "/l.php", ["u"]), ("lm.facebook.com", "/l.php", ["u"]), ("l.instagram.com", "/", ["u"]), ("l.threads.com", "/", ["u"]),
        ("l.threads.net", "/", ["u"]), ("l.messenger.com", "/l.php", ["u"]), ("out.reddit.com", "/", ["url"]), ("bing.com", "/news/apiclick.aspx", ["url"]),
        ("youtube.com", "/redirect", ["q"]), ("linkedin.com", "/redir/", ["url"]), ("linkedin.com", "/safety/go", ["url"]), ("t.umblr.com", "/redirect", ["z"]),
        ("vk.com", "/away.php", ["to"]), ("steamcommunity.com", "/linkfilter", ["u", "url"]), ("slack-redir.net", "/link", ["url"]),
        ("duckduckgo.com", "/l/", ["uddg"]), ("safelinks.protection.outlook.com", "/", ["url"]), ("medium.com", "/r/", ["url"]), ("disq.us", "/url", ["url"]),
        ("getpocket.com", "/redirect", ["url"]), ("exit.sc", "/", ["url"]), ("discuss.python.org", "/clicks/track", ["url"]), ("deref-mail.com", "/", ["url"]),
        ("away.vk.com", "/away.php", ["to"]), ("zhihu.com", "/", ["target"]), ("link.zhihu.com", "/", ["target"]), ("urldefense.com", "/v2/url", ["u"]),
    ];

    /// <summary>The address wrapped in this one, decoded; null when it wraps none.</summary>
    public static string? In(Uri uri)
    {
        var host = CanonicalUrl.Host(uri);
        var path = uri.AbsolutePath;
        if (IsGoogle(host))
        {
            if (path is "/url") return OfAlert(uri.Query) ?? Parameter(uri.Query, ["url", "q"]);
            if (path.StartsWith("/amp/", StringComparison.Ordinal)) return OfAmp(path["/amp/".Length..]);
        }

        if (Under(host, "cdn.ampproject.org") && path.Length > 3 && path[2] == '/') return OfAmp(path[3..]);
        foreach (var wrapper in Wrappers)
        {
            if (Under(host, wrapper.Host) && path.StartsWith(wrapper.Path, StringComparison.OrdinalIgnoreCase)) return Parameter(uri.Query, wrapper.Parameters);
        }

        return null;
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

    private static string OfAmp(string rest) =>
        rest.StartsWith("s/", StringComparison.Ordinal) ? "https://" + rest[2..] : "http://" + rest;

    private static string? Parameter(string query, string[] names)
    {
        foreach (var name in names)
        {
            foreach (var pair in query.TrimStart('?').Split('&'))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0 || !pair.AsSpan(0, equals).Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
                var value = Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
                if (value.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return value;
            }
        }

        return null;
    }

    private static bool Under(string host, string parent) =>
        host.EndsWith(parent, StringComparison.Ordinal) && (host.Length == parent.Length || host[^(parent.Length + 1)] == '.');

    private static bool IsGoogle(string host)
    {
        var bare = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return bare.StartsWith("google.", StringComparison.Ordinal) && bare.Length <= "google.com.xx".Length;
    }
}
