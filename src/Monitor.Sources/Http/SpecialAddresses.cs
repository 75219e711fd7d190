using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Sources.Http;

/// <summary>
/// Which addresses are not a public host: the special-purpose registries of IANA (iana-ipv4-special-registry, iana-ipv6-special-registry,
/// read 2026-11), taken strictly, and IPv4 addresses that IPv6 ones carry within.
/// </summary>
internal static class SpecialAddresses
{
    private static readonly (IPNetwork Network, string Kind)[] V4 =
    [
        Range("0.0.0.0/8", "an address of «this network»"),
        Range("10.0.0.0/8", "a private address"),
        Range("100.64.0.0/10", "a carrier's private address"),
        Range("127.0.0.0/8", "a loopback address"),
        Range("169.254.0.0/16", "a link-local address"),
        Range("172.16.0.0/12", "a private address"),
        Range("192.0.0.0/24", "an IETF protocol address"),
        Range("192.0.2.0/24", "a documentation address"),
        Range("192.88.99.0/24", "a 6to4 relay address"),
        Range("192.168.0.0/16", "a private address"),
        Range("198.18.0.0/15", "a benchmarking address"),
        Range("198.51.100.0/24", "a documentation address"),
        Range("203.0.113.0/24", "a documentation address"),
        Range("224.0.0.0/4", "a multicast address"),
        Range("240.0.0.0/4", "a reserved address"),

        // Azure's host agent answers every guest at this address, though the registry calls it public.
        Range("168.63.129.16/32", "a cloud metadata address"),
    ];

    private static readonly (IPNetwork Network, string Kind)[] V6 =
    [
        Range("::1/128", "a loopback address"),
        Range("fc00::/7", "a private address"),
        Range("fe80::/10", "a link-local address"),
        Range("fec0::/10", "a site-local address"),
        Range("ff00::/8", "a multicast address"),

        // A few anycast services within are public, none of them a web host; Teredo is within too.
        Range("2001::/23", "an IETF protocol address"),
        Range("2001:db8::/32", "a documentation address"),
        Range("2002::/16", "a 6to4 address"),
        Range("3fff::/20", "a documentation address"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The address itself: an IPv4-mapped one as IPv4, without a zone.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes()) : address;
    }

    /// <summary>What kind of address this is, in words; null when it is a public host's.</summary>
    public static string? KindOf(IPAddress address)
    {
        address = Plain(address);
        if (address.AddressFamily == AddressFamily.InterNetwork) return KindIn(V4, address);

        // DNS64 networks (RFC 6147) reach every IPv4 host through this prefix: the address within decides.
        if (Nat64.Contains(address)) return KindIn(V4, Carried(address));
        if (KindIn(V6, address) is { } kind) return kind;
        if (!GlobalUnicast.Contains(address)) return "an address outside global unicast";
        return IsIsatap(address) ? KindIn(V4, Carried(address)) : null;
    }

    private static string? KindIn((IPNetwork Network, string Kind)[] ranges, IPAddress address)
    {
        foreach (var (network, kind) in ranges)
        {
            if (network.Contains(address)) return kind;
        }

        return null;
    }

    /// <summary>RFC 5214 section 6.1: interface identifier 0000:5EFE or 0200:5EFE and an IPv4 address, under any prefix.</summary>
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) & 0xFDFF_FFFF) == 0x0000_5EFE;
    }

    private static IPAddress Carried(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes[12..]);
    }

    private static (IPNetwork Network, string Kind) Range(string network, string kind) => (IPNetwork.Parse(network), kind);
}
