using System.Security.Cryptography;
using System.Text;

namespace Monitor.Sources.Text;

/// <summary>SHA-256 of a text in UTF-8, without an array for one as short as names and addresses are.</summary>
internal static class TextDigest
{
    public const int Size = SHA256.HashSizeInBytes;

    private const int Short = 2_048;

    /// <param name="text">Of any length.</param>
    /// <param name="digest">Takes <see cref="Size"/> bytes.</param>
    public static void Of(string text, Span<byte> digest)
    {
        Span<byte> room = stackalloc byte[Short];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(text, room, out var length) ? room[..length] : Encoding.UTF8.GetBytes(text), digest);
    }
}
