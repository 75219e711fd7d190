using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Worker.Access;

/// <summary>A token as it is kept: its SHA-256 in hexadecimal, as <c>sha256sum</c> writes it. A token is random, so that nothing slower is needed.</summary>
public sealed class TokenHash
{
    private readonly byte[] digest;

    private TokenHash(byte[] digest) => this.digest = digest;

    public static string NewToken() => $"mon_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    public static TokenHash Of(string token) => new(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool TryParse(string text, [NotNullWhen(true)] out TokenHash? hash)
    {
        var written = text.Trim();
        hash = written.Length == SHA256.HashSizeInBytes * 2 && written.All(char.IsAsciiHexDigit) ? new(Convert.FromHexString(written)) : null;
        return hash is not null;
    }

    public bool Fits(string token) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), digest);

    public override string ToString() => Convert.ToHexStringLower(digest);
}
