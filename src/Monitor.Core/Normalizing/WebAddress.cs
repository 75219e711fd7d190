using System.Buffers;

namespace Monitor.Core.Normalizing;

/// <summary>An address taken apart for comparison: what <c>site:</c> and <c>link:</c> look at.</summary>
/// <param name="Host">ASCII, lower case, without <c>www.</c>.</param>
/// <param name="Port">The port where it is not the scheme's own; else 0.</param>
/// <param name="Path">Decoded, with its leading slash and without a trailing one; empty for the root.</param>
/// <param name="Parameters">The query's parameters as written but for tracking ones.</param>
internal sealed record WebAddress(string Host, int Port, string Path, IReadOnlyList<string> Parameters)
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private const int PortOfHttps = 443;

    /// <summary>Reads an address with or without a scheme; null when it has no valid host.</summary>
    public static WebAddress? Read(string text)
    {
        var isAbsolute = text.Contains("://", StringComparison.Ordinal);
        if (!isAbsolute && IsOfAnotherKind(text)) return null;
        var absolute = isAbsolute ? text : "http://" + text;
        if (CanonicalUrl.Read(absolute) is not { } uri) return null;
        var host = CanonicalUrl.Host(uri);
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        if (host.Length == 0) return null;
        var query = TrackingParameters.Drop(uri);
        return new(host, uri.IsDefaultPort || (!isAbsolute && uri.Port == PortOfHttps) ? 0 : uri.Port, Decode(uri.AbsolutePath).TrimEnd('/'), query.Length == 0 ? [] : query[1..].Split('&'));
    }

    /// <summary>Whether the other address is this host or a subdomain of it and, with a path, this path or below it, cut at a slash.</summary>
    public bool Covers(WebAddress other) =>
        CoversHost(other.Host) && (Port == 0 || Port == other.Port) && CoversPath(other.Path) && Parameters.All(other.Parameters.Contains);

    /// <summary>A word, a colon and no port: <c>mailto:ann@acme.com</c>, <c>javascript:void(0)</c> are on no host.</summary>
    private static bool IsOfAnotherKind(string text)
    {
        var colon = text.AsSpan().Trim().IndexOf(':');
        if (colon <= 0) return false;
        var trimmed = text.AsSpan().Trim();
        return !trimmed[..colon].ContainsAnyExcept(Letters) && colon + 1 < trimmed.Length && !char.IsAsciiDigit(trimmed[colon + 1]);
    }

    /// <summary>Whether a host is this one or a subdomain of it.</summary>
    public bool CoversHost(string host) =>
        host.EndsWith(Host, StringComparison.Ordinal) && (host.Length == Host.Length || host[^(Host.Length + 1)] == '.');

    private bool CoversPath(string path) =>
        path.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && (path.Length == Path.Length || path[Path.Length] == '/' || Path.Length == 0);

    private static string Decode(string path) => path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(path) : path;
}
