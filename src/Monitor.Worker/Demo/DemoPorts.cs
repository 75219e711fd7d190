using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Worker.Demo;

/// <summary>
/// The demo's two loopback ports, kept in its folder: addresses are part of what a source is, so a second run must find the same ones to
/// know what it has seen.
/// </summary>
/// <param name="Web">Of the small web.</param>
/// <param name="Page">Where the page is served.</param>
internal sealed record DemoPorts(int Web, Uri Page)
{
    public static DemoPorts Of(string directory)
    {
        var file = Path.Combine(directory, "ports");
        if (!File.Exists(file)) File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"{Free()} {Free()}"));
        var numbers = File.ReadAllText(file).Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return new DemoPorts(numbers[0], new Uri($"http://127.0.0.1:{numbers[1]}"));
    }

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
