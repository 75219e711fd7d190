using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Monitor.Worker.Configuration;

/// <summary>Networks in CIDR form, addresses or host names, each with a port or without.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkPlacesAttribute() : ValidationAttribute("holds networks (10.0.0.0/8), addresses (127.0.0.1:8081) or host names")
{
    public override bool IsValid(object? value) => value is IReadOnlyList<string> places && places.All(IsPlace);

    /// <summary>Whether one entry reads as a network, an address or a host name.</summary>
    public static bool IsPlace(string text) =>
        text.Contains('/', StringComparison.Ordinal)
            ? IPNetwork.TryParse(text, out _)
            : IPEndPoint.TryParse(text, out _) || IsHost(text);

    private static bool IsHost(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        return (colon < 0 || ushort.TryParse(text.AsSpan(colon + 1), out _)) && Uri.CheckHostName(host) == UriHostNameType.Dns && !IsNumeric(host);
    }

    // "10.0.0" and "300.1.1.1" are mistyped addresses, though DNS would take them as names.
    private static bool IsNumeric(string host) => host.All(letter => char.IsAsciiDigit(letter) || letter == '.');
}
