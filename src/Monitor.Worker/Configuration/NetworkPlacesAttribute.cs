using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;

namespace Monitor.Worker.Configuration;

/// <summary>Networks in CIDR form, addresses or host names, the latter two with a port or without.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkPlacesAttribute : ValidationAttribute
{
    private const string Mend = "write a network (10.0.0.0/8), an address or a host, with a port where only that is meant (127.0.0.1:8081)";

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var places = (IReadOnlyList<string>?)value ?? [];
        for (var index = 0; index < places.Count; index++)
        {
            if (!IsPlace(places[index])) return new($"{Shown.Of(places[index])} is no place; {Mend}", [index.ToString(CultureInfo.InvariantCulture)]);
        }

        return ValidationResult.Success;
    }

    private static bool IsPlace(string text) =>
        text.Contains('/', StringComparison.Ordinal)
            ? IPNetwork.TryParse(text, out _)
            : IsAddress(text) || IsHost(text);

    // IPAddress takes "10" and "10.1" for 0.0.0.10 and 10.0.0.1; nobody means that here.
    private static bool IsAddress(string text) =>
        IPEndPoint.TryParse(text, out var end) && (end.Address.GetAddressBytes().Length == 16 || text.Count(letter => letter == '.') == 3);

    private static bool IsHost(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        return (colon < 0 || ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            && Uri.CheckHostName(host) == UriHostNameType.Dns && !IsNumeric(host);
    }

    // "10.0.0" and "300.1.1.1" are mistyped addresses, though DNS would take them for names.
    private static bool IsNumeric(string host) => host.All(letter => char.IsAsciiDigit(letter) || letter == '.');
}
