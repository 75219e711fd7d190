using System.Buffers;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>How large a body may be.</summary>
/// <param name="MaxBytes">As sent and after decoding.</param>
/// <param name="Truncate">What is beyond is cut off without a word, as RFC 9309 section 2.5 wants it of robots.txt; else it is an error.</param>
/// <param name="Whose">The address's origin, for error messages.</param>
internal sealed record BodyBound(int MaxBytes, bool Truncate, string Whose)
{
    private const int KeepsBuffer = 1 << 20;

    public SourceException TooLarge(string how) => new(SourceFault.Malformed,
        $"The body of {Whose} is larger than {MaxBytes} bytes ({how}); raise Monitor:Network:MaxBytes if it is meant to be.");

    /// <summary>The body that a pooled buffer holds: a small one is copied and the buffer goes back, a large one keeps it.</summary>
    public static ReadOnlyMemory<byte> Take(ref byte[]? buffer, int length)
    {
        if (length < KeepsBuffer) return buffer.AsSpan(0, length).ToArray();
        var body = buffer.AsMemory(0, length);
        buffer = null;
        return body;
    }

    /// <summary>A pooled buffer twice as large, never much above the bound; the old one goes back.</summary>
    public byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Math.Max(MaxBytes + 1L, buffer.Length + 1L)));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
