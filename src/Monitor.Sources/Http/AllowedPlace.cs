using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Monitor.Sources.Http;

/// <summary>One entry of <see cref="GateOptions.AllowPrivate"/>: a network or a host, on one port or on the web ports.</summary>
public sealed record AllowedPlace
{
    private AllowedPlace(IPNetwork? network, string? host, int? port) => (Network, Host, Port) = (network, host, port);

    public IPNetwork? Network { get; }

    /// <summary>A name in lower case; whatever it resolves to may be reached.</summary>
    public string? Host { get; }

    /// <summary>The only port that is opened; null for the web ports.</summary>
    public int? Port { get; }

    /// <summary>Reads an entry.</summary>
    /// <param name="text">Such as <c>10.0.0.0/8</c>, <c>127.0.0.1:8081</c>, <c>[fd00::1]:80</c>, <c>wiki.internal:8000</c>.</param>
    /// <param name="place">The place.</param>
    /// <param name="problem">What is wrong with the entry and what a right one looks like.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out AllowedPlace? place, [NotNullWhen(false)] out string? problem)
    {
        place = Read(text.Trim());
        problem = place is null
            ? $"«{text}» is not a network (10.0.0.0/8), an address (127.0.0.1:8081, [::1]:8081) or a host (wiki.internal:8000)"
            : null;
        return place is not null;
    }

    public bool Opens(string host, int port) => Host is not null && string.Equals(Host, host, StringComparison.OrdinalIgnoreCase) && OpensPort(port);

    public bool Opens(IPAddress address, int port) => Network is { } network && network.Contains(address) && OpensPort(port);

    private bool OpensPort(int port) => Port is { } only ? only == port : WebPorts.Include(port);

    private static AllowedPlace? Read(string text)
    {
        // An IPv6 address without brackets has colons of its own, and no port.
        if (!text.StartsWith('[') && Address(text) is { } bare) return new(Exactly(bare), null, null);
        if (IPNetwork.TryParse(text, out var range)) return new(range, null, null);

        var colon = text.LastIndexOf(':');
        int? port = null;
        if (colon >= 0)
        {
            if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535) return null;
            (port, text) = (number, text[..colon]);
        }

        if (text is ['[', .. var inner, ']']) text = inner;
        if (Address(text) is { } address) return new(Exactly(address), null, port);
        if (IPNetwork.TryParse(text, out range)) return new(range, null, port);
        return Uri.CheckHostName(text) == UriHostNameType.Dns && !WebAddress.EndsInNumber(text) ? new(null, text.TrimEnd('.').ToLowerInvariant(), port) : null;
    }

    /// <summary>Only in its usual form: .NET reads <c>8081</c> as the address 0.0.31.145.</summary>
    private static IPAddress? Address(string text) =>
        text.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(text, out var address) ? address : null;

    private static IPNetwork Exactly(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
