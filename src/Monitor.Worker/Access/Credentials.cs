using System.Text;

namespace Monitor.Worker.Access;

/// <summary>What a request shows of who asks: a name and password (RFC 7617), or a token (RFC 6750).</summary>
/// <param name="Name">Of the person; null for a token.</param>
/// <param name="Secret">The password or the token.</param>
internal sealed record Credentials(string? Name, string Secret)
{
    private const int Longest = 1024;

    /// <summary>Null where there are none that can be read.</summary>
    public static Credentials? Of(string? header)
    {
        if (header?.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var scheme, { Length: > 0 and <= Longest } value]) return null;
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return new(null, value);
        return scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Decoded(value) is { } pair && pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? new(pair[..colon], pair[(colon + 1)..])
            : null;
    }

    private static string? Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var count) ? Encoding.UTF8.GetString(bytes.AsSpan(0, count)) : null;
    }
}
