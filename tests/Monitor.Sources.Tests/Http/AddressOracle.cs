using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Sources.Tests.Http;

/// <summary>Which addresses are public, written a second time: as intervals of numbers, and by what is allowed where that is shorter.</summary>
internal static class AddressOracle
{
    private static readonly (uint First, uint Last)[] NotPublic =
    [
        (0x00000000, 0x00FFFFFF), (0x0A000000, 0x0AFFFFFF), (0x64400000, 0x647FFFFF), (0x7F000000, 0x7FFFFFFF), (0xA83F8110, 0xA83F8110),
        (0xA9FE0000, 0xA9FEFFFF), (0xAC100000, 0xAC1FFFFF), (0xC0000000, 0xC00000FF), (0xC0000200, 0xC00002FF), (0xC0586300, 0xC05863FF),
        (0xC0A80000, 0xC0A8FFFF), (0xC6120000, 0xC613FFFF), (0xC6336400, 0xC63364FF), (0xCB007100, 0xCB0071FF), (0xE0000000, 0xFFFFFFFF),
    ];

    public static bool IsPublic(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork) return IsPublic(BinaryPrimitives.ReadUInt32BigEndian(bytes));

        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        var last = (uint)low;
        if (high == 0 && low >> 32 == 0xFFFF) return IsPublic(last);
        if (high == 0x0064_FF9B_0000_0000 && low >> 32 == 0) return IsPublic(last);
        if (high >> 61 != 1) return false;
        if (high >> 32 is >= 0x2001_0000 and <= 0x2001_01FF or 0x2001_0DB8) return false;
        if (high >> 48 == 0x2002 || high >> 44 == 0x3FFF0) return false;
        return low >> 32 is not (0x0000_5EFE or 0x0200_5EFE) || IsPublic(last);
    }

    public static IPAddress AnyV4(Random random)
    {
        var address = NearAnEdge(random);
        return new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]);
    }

    public static IPAddress AnyV6(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        string[] prefixes = ["2000", "2001", "20010db8", "200101ff", "20010200", "2002", "2003", "3fff", "3fff0fff", "3fff1000", "0064ff9b000000000000000000", "00000000000000000000ffff", "0000", "fc00", "fe80", "fec0", "ff02", "5f00", "2a00", "2606"];
        if (random.Next(4) > 0) Convert.FromHexString(prefixes[random.Next(prefixes.Length)]).CopyTo(bytes, 0);
        if (random.Next(4) == 0) Convert.FromHexString(random.Next(2) == 0 ? "00005efe" : "02005efe").CopyTo(bytes, 8);
        if (random.Next(2) == 0) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), NearAnEdge(random));
        return new IPAddress(bytes);
    }

    private static bool IsPublic(uint address) => !NotPublic.Any(range => address >= range.First && address <= range.Last);

    private static uint NearAnEdge(Random random)
    {
        var (first, last) = NotPublic[random.Next(NotPublic.Length)];
        return random.Next(3) switch
        {
            0 => unchecked(first + (uint)random.Next(-3, 4)),
            1 => unchecked(last + (uint)random.Next(-3, 4)),
            _ => (uint)random.NextInt64(1L << 32),
        };
    }
}
