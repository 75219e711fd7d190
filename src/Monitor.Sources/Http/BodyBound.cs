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

    /// <summary>
    /// A larger buffer, never much above the bound; the old one goes back. Small ones double, out of the pool. A large one is made for all that
    /// may come, and not cleared: what was not written to takes no memory, while doubling would leave as much again in the pool.
    /// </summary>
    /// <param name="expected">How much may come in all.</param>
    public byte[] Grow(byte[] buffer, int length, long expected)
    {
        var most = Math.Max(MaxBytes + 1L, buffer.Length + 1L);
        var larger = buffer.Length < KeepsBuffer
            ? ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, most))
            : GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(expected + 1, buffer.Length * 4L), most));
        buffer.AsSpan(0, length).CopyTo(larger);
        Return(buffer);
        return larger;
    }

    /// <summary>Gives a buffer back to the pool, where it came from there.</summary>
    public static void Return(byte[] buffer)
    {
        if (buffer.Length <= KeepsBuffer) ArrayPool<byte>.Shared.Return(buffer);
    }
}
