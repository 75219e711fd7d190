namespace Monitor.Worker.Web;

/// <summary>Which addresses of strangers may become a link: the web's own, never <c>javascript:</c> or <c>data:</c>.</summary>
internal static class WebLink
{
    public static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
