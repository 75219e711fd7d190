using System.Diagnostics.CodeAnalysis;

namespace Monitor.Worker.Configuration;

/// <summary>Absolute http and https addresses.</summary>
internal static class WebAddresses
{
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Host.Length > 0;

    /// <summary>What to write instead.</summary>
    public static string Mend(string text)
    {
        var (scheme, rest) = text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? (text[..colon], text[(colon + 1)..].TrimStart('/')) : ("", text.TrimStart('/'));
        var probable = Spelling.Nearest(scheme, ["https", "http"]) is { } near && near != scheme && !scheme.Contains('.', StringComparison.Ordinal)
            ? $"{near}://{rest}" : $"https://{text.TrimStart('/')}";
        return !text.Contains("://", StringComparison.Ordinal) && !text.Contains('.', StringComparison.Ordinal) || !TryRead(probable, out _) || text.Contains(' ', StringComparison.Ordinal)
            ? "write it whole, such as https://example.org/"
            : $"write {Shown.Masked(probable)}";
    }
}
