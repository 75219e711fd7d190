using Monitor.Sources.Text;

namespace Monitor.Sources.Sitemap;

/// <summary>
/// Addresses remembered in six bytes each: 48 bits of their hash. Among 100,000 known addresses a new one is taken for known once in
/// three thousand million.
/// </summary>
internal static class AddressSet
{
    private const int Width = 6;

    public static long Print(Uri address)
    {
        Span<byte> hash = stackalloc byte[TextDigest.Size];
        TextDigest.Of(address.AbsoluteUri, hash);
        return Read(hash);
    }

    public static string Pack(IReadOnlyCollection<long> prints)
    {
        var bytes = new byte[prints.Count * Width];
        var at = 0;
        foreach (var print in prints)
        {
            for (var shift = 0; shift < Width; shift++) bytes[at++] = (byte)(print >> (8 * (Width - 1 - shift)));
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>Empty for what <see cref="Pack"/> did not write.</summary>
    public static IEnumerable<long> Unpack(string packed)
    {
        var bytes = new byte[packed.Length];
        if (!Convert.TryFromBase64String(packed, bytes, out var length)) yield break;
        for (var at = 0; at + Width <= length; at += Width) yield return Read(bytes.AsSpan(at));
    }

    private static long Read(ReadOnlySpan<byte> bytes)
    {
        var print = 0L;
        foreach (var value in bytes[..Width]) print = (print << 8) | value;
        return print;
    }
}
