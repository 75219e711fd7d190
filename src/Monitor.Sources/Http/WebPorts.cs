namespace Monitor.Sources.Http;

/// <summary>
/// Ports that speak HTTP by custom: 80, 443 and their usual alternatives. Every other port of a public host is refused, because what
/// answers there (mail, databases, printers) may be made to act by a request line that a stranger wrote.
/// </summary>
internal static class WebPorts
{
    public static bool Include(int port) => port is 80 or 443 or 8080 or 8443;
}
