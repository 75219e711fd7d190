using System.Buffers;
using System.Collections.Frozen;
using System.IO.Compression;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>
/// Undoes Content-Encoding within bounds. The framework's own decompression knows none: 316 bytes of Brotli become 200 MB there, and a
/// stream cut short ends as if it were whole.
/// </summary>
internal static class ContentDecoding
{
    /// <summary>Value of Accept-Encoding: what <see cref="Decode"/> can undo.</summary>
    public const string Accepted = "gzip, deflate, br";

    private const int MostCodings = 3;

    /// <summary>Tables and logs reach 1:100; beyond a mebibyte nothing honest reaches this.</summary>
    private const int MostRatio = 500;

    private const int RatioMatters = 1 << 20;

    private const int FirstBuffer = 1 << 20;

    /// <summary>Not codings at all, though servers name them so: charsets and ways of saying «none».</summary>
    private static readonly FrozenSet<string> Labels = FrozenSet.ToFrozenSet(
        ["identity", "none", "binary", "utf-8", "utf8", "iso-8859-1"], StringComparer.OrdinalIgnoreCase);

    // Read once by the framework when the first stream is made, and false by default: it makes a truncated stream an error.
    static ContentDecoding() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Decodes a body.</summary>
    /// <param name="body">As it was sent.</param>
    /// <param name="encodings">Values of Content-Encoding, in the order they were applied.</param>
    /// <param name="bound">How large it may become.</param>
    /// <exception cref="SourceException">An unknown coding, more than it may become, or bytes that are not of the coding
    /// (<see cref="SourceFault.Malformed"/>); a stream that was cut short (<see cref="SourceFault.Transient"/>).</exception>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, IEnumerable<string> encodings, BodyBound bound)
    {
        if (body.IsEmpty) return body;
        var codings = encodings
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(coding => !Labels.Contains(coding))
            .Take(MostCodings + 1).ToArray();
        if (codings.Length > MostCodings) throw Broken(bound, $"is encoded more than {MostCodings} times over");
        foreach (var coding in codings.Reverse()) body = Undo(body, coding, bound);
        return body;
    }

    private static ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> body, string coding, BodyBound bound)
    {
        using var source = BodyStream.Open(body);
        using var decoder = Decoder(source, body.Span, coding)
            ?? throw Broken(bound, $"has the Content-Encoding «{Shown(coding)}», which was not asked for and is not known");
        try
        {
            return ReadAll(decoder, body.Length, bound);
        }
        catch (InvalidDataException damage) when (damage.Message.Contains("truncated", StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(SourceFault.Transient, $"The body of {bound.Whose} was cut short: its {coding} stream has no end.", inner: damage);
        }
        catch (Exception damage) when (damage is InvalidDataException or InvalidOperationException or IOException)
        {
            throw Broken(bound, $"says Content-Encoding «{Shown(coding)}» and is not that", damage);
        }
    }

    private static Stream? Decoder(Stream source, ReadOnlySpan<byte> start, string coding) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(source, CompressionMode.Decompress),

        // RFC 9110 section 8.4.1.2: deflate is the zlib format, and some servers send it without zlib's header.
        "deflate" when IsZlib(start) => new ZLibStream(source, CompressionMode.Decompress),
        "deflate" => new DeflateStream(source, CompressionMode.Decompress),
        "br" => new BrotliStream(source, CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>RFC 1950 section 2.2: method 8, and the first two bytes are a multiple of 31.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> start) =>
        start.Length >= 2 && (start[0] & 0x0F) == 8 && ((start[0] << 8) | start[1]) % 31 == 0;

    private static ReadOnlyMemory<byte> ReadAll(Stream decoder, int encoded, BodyBound bound)
    {
        byte[]? buffer = ArrayPool<byte>.Shared.Rent(Math.Clamp(encoded * 4, 4096, FirstBuffer));
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length) buffer = bound.Grow(buffer, length, 0);
                var read = decoder.Read(buffer, length, Math.Min(buffer.Length - length, 64 << 10));
                if (read == 0) return BodyBound.Take(ref buffer, length);
                length += read;
                if (length > RatioMatters && length / MostRatio > encoded)
                    throw Broken(bound, $"grows more than {MostRatio}-fold when decoded, as a compression bomb does");
                if (length <= bound.MaxBytes) continue;
                return bound.Truncate ? BodyBound.Take(ref buffer, bound.MaxBytes) : throw bound.TooLarge("decoded");
            }
        }
        finally
        {
            if (buffer is not null) BodyBound.Return(buffer);
        }
    }

    private static string Shown(string coding) => new([.. coding.Take(40).Where(char.IsAsciiLetterOrDigit)]);

    private static SourceException Broken(BodyBound bound, string what, Exception? inner = null) =>
        new(SourceFault.Malformed, $"The body of {bound.Whose} {what}.", inner: inner);
}
