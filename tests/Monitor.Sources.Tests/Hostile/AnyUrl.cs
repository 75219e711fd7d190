using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Monitor.Sources.Tests.Http;

namespace Monitor.Sources.Tests.Hostile;

/// <summary>A URL of which it is known where it leads, because it was made from there.</summary>
/// <param name="Text">As a stranger might write it.</param>
/// <param name="IsPlain">Written as everybody writes it, so that nobody may refuse it for its looks.</param>
/// <param name="MayGo">Whether it leads to a public host on a web port.</param>
internal sealed record AnyUrl(string Text, bool IsPlain, bool MayGo)
{
    private static readonly int[] Ports = [80, 443, 8080, 8443, 22, 25, 81, 6379, 8081, 65535, 1];
    private static readonly string[] PublicNames = ["example.org", "a.b.example.com", "xn--bcher-kva.example", "127.example.org", "localhost.example"];
    private static readonly string[] OwnNames = ["localhost", "LOCALHOST", "x.localhost", "localhost.", "\u24DBocalhost", "loc\u00ADalhost"];
    private static readonly string[] Tails = ["", "/", "/a/b?c=d", "?q=http://127.0.0.1/", "#@10.0.0.1/", "/@10.0.0.1/"];
    private static readonly string[] Schemes = ["ftp", "gopher", "file", "ws", "javascript"];

    public static AnyUrl Make(Random random)
    {
        var (host, plain, isPublic) = random.Next(8) switch
        {
            0 => (PublicNames[random.Next(PublicNames.Length)], true, true),
            1 => (OwnNames[random.Next(OwnNames.Length)], false, false),
            2 or 3 => V6(random),
            _ => V4(random),
        };
        var port = random.Next(3) == 0 ? Ports[random.Next(Ports.Length)] : (int?)null;
        var web = random.Next(12) > 0;
        var scheme = web ? random.Next(2) == 0 ? "http" : "https" : Schemes[random.Next(Schemes.Length)];
        var user = random.Next(12) == 0 ? (random.Next(2) == 0 ? "8.8.8.8@" : "user:pass@") : "";
        var written = port is null ? "" : random.Next(6) == 0 ? $":0{port}" : $":{port}";
        return new AnyUrl(
            $"{scheme}://{user}{host}{written}{Tails[random.Next(Tails.Length)]}",
            plain && web && user.Length == 0,
            isPublic && web && user.Length == 0 && port is null or 80 or 443 or 8080 or 8443);
    }

    private static (string Host, bool IsPlain, bool IsPublic) V4(Random random)
    {
        var address = AddressOracle.AnyV4(random);
        var octets = address.GetAddressBytes();
        var number = ((uint)octets[0] << 24) | ((uint)octets[1] << 16) | ((uint)octets[2] << 8) | octets[3];
        var isPublic = AddressOracle.IsPublic(address);
        return random.Next(8) switch
        {
            0 => (number.ToString(CultureInfo.InvariantCulture), false, isPublic),
            1 => ($"0x{number:x}", false, isPublic),
            2 => ($"0{Convert.ToString(number, 8)}", false, isPublic),
            3 => ($"{octets[0]}.{number & 0xFFFFFF}", false, isPublic),
            4 => ($"0{Convert.ToString(octets[0], 8)}.0x{octets[1]:X}.{octets[2]}.{octets[3]}", false, isPublic),
            5 => (address.ToString().Replace('.', '\u3002'), false, isPublic),
            6 => ($"{address}.", false, isPublic),
            _ => (address.ToString(), true, isPublic),
        };
    }

    private static (string Host, bool IsPlain, bool IsPublic) V6(Random random)
    {
        var address = AddressOracle.AnyV6(random);
        var octets = address.GetAddressBytes();
        var whole = string.Join(':', Enumerable.Range(0, 8).Select(group => $"{(octets[2 * group] << 8) | octets[(2 * group) + 1]:X4}"));
        var mapped = AddressOracle.AnyV4(random);
        return random.Next(4) switch
        {
            0 => ($"[{whole}]", true, AddressOracle.IsPublic(address)),
            1 => ($"[::ffff:{mapped}]", true, AddressOracle.IsPublic(mapped)),
            2 => ($"[64:ff9b::{mapped}]", true, AddressOracle.IsPublic(mapped)),
            _ => ($"[{address}]", true, AddressOracle.IsPublic(address)),
        };
    }
}
