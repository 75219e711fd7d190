using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Worker.Receiving;

/// <summary>Whether who knows the secret sent a body: <c>X-Hub-Signature: sha256=…</c> (WebSub, 8).</summary>
internal static class PushSignature
{
    private const int Chunk = 16 << 10;

    /// <summary>The method and the digest of a header; null when it is none.</summary>
    public static (HashAlgorithmName Method, byte[] Digest)? Read(string? header)
    {
        var cut = (header ?? "").Split('=', 2);
        if (cut.Length != 2 || MethodOf(cut[0].Trim()) is not { } method) return null;
        var digest = new byte[SHA512.HashSizeInBytes];
        return Convert.FromHexString(cut[1].Trim(), digest, out _, out var length) == OperationStatus.Done ? (method, digest[..length]) : null;
    }

    /// <summary>Reads the body to its end, keeping none of it. Null when it is longer than allowed.</summary>
    public static async Task<bool?> HoldsAsync(Stream body, (HashAlgorithmName Method, byte[] Digest) signature, string secret, long mostBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHMAC(signature.Method, Encoding.UTF8.GetBytes(secret));
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (var length = 0L; ;)
            {
                var read = await body.ReadAsync(buffer, cancellation);
                if (read == 0) return CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), signature.Digest);
                length += read;
                if (length > mostBytes) return null;
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // SHA-1 because hubs of before 2018 sign with nothing else; as an HMAC it still holds.
    private static HashAlgorithmName? MethodOf(string name) => name.ToLowerInvariant() switch
    {
        "sha1" => HashAlgorithmName.SHA1,
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
