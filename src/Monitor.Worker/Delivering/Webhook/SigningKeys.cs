using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>
/// The symmetric keys of Standard Webhooks 1.0.0 (https://www.standardwebhooks.com, "Signature scheme"). Several while one takes the place of
/// another: what is sent carries a signature by each, and the receiver takes whichever it knows.
/// </summary>
internal sealed class SigningKeys
{
    private const string Prefix = "whsec_";

    // "Between 24 bytes (192 bits) and 64 bytes (512 bits)."
    private const int Shortest = 24;
    private const int Longest = 64;

    private readonly IReadOnlyList<byte[]> keys;

    private SigningKeys(IReadOnlyList<byte[]> keys) => this.keys = keys;

    /// <summary>Reads one secret or several, parted by white space; with or without <c>whsec_</c>, as the specification's own libraries do.</summary>
    public static bool TryRead(Secret secret, [NotNullWhen(true)] out SigningKeys? keys)
    {
        var read = secret.Reveal().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Key).ToList();
        keys = read.Count > 0 && !read.Contains(null) ? new SigningKeys([.. read.OfType<byte[]>()]) : null;
        return keys is not null;
    }

    /// <summary>Value of <c>webhook-signature</c>.</summary>
    /// <param name="id">Value of <c>webhook-id</c>; holds no full stop.</param>
    /// <param name="timestamp">Value of <c>webhook-timestamp</c>.</param>
    /// <param name="body">As it goes onto the wire.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}"));
    }

    private static byte[]? Key(string text)
    {
        var written = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        var key = new byte[written.Length];
        return Convert.TryFromBase64String(written, key, out var length) && length is >= Shortest and <= Longest ? key[..length] : null;
    }
}
