using System.Buffers;
using System.Text;

namespace Monitor.Sources.Text;

/// <summary>
/// A document of megabytes as text, without what nobody wants in a text, and with no second copy on the way: as characters it is twice its
/// bytes already. It is decoded twice instead, a page at a time: first to know its length, then into its place.
/// </summary>
internal static class LargeText
{
    /// <summary>Smaller documents are cheaper to copy. Bytes.</summary>
    public const int Least = 1 << 20;

    private const int Page = 16 << 10;

    /// <param name="bytes">The document.</param>
    /// <param name="encoding">Its encoding; must replace what it cannot decode.</param>
    /// <param name="unwanted">Characters that are left out.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding, SearchValues<char> unwanted) =>
        string.Create(Write(bytes, encoding, unwanted, default, counts: true), new Document(bytes, encoding, unwanted), static (place, document) =>
            Write(document.Bytes, document.Encoding, document.Unwanted, place, counts: false));

    /// <returns>How many characters are wanted.</returns>
    private static int Write(ReadOnlySpan<byte> bytes, Encoding encoding, SearchValues<char> unwanted, Span<char> place, bool counts)
    {
        var decoder = encoding.GetDecoder();
        var page = ArrayPool<char>.Shared.Rent(Page);
        var length = 0;
        for (var completed = false; !completed;)
        {
            decoder.Convert(bytes, page, flush: true, out var read, out var written, out completed);
            bytes = bytes[read..];
            for (var rest = page.AsSpan(0, written); !rest.IsEmpty;)
            {
                var wanted = rest.IndexOfAny(unwanted);
                if (wanted < 0) wanted = rest.Length;
                if (!counts) rest[..wanted].CopyTo(place[length..]);
                length += wanted;
                rest = rest[Math.Min(wanted + 1, rest.Length)..];
            }
        }

        ArrayPool<char>.Shared.Return(page);
        return length;
    }

    private readonly ref struct Document(ReadOnlySpan<byte> bytes, Encoding encoding, SearchValues<char> unwanted)
    {
        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        public Encoding Encoding { get; } = encoding;

        public SearchValues<char> Unwanted { get; } = unwanted;
    }
}
