using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Monitor.Sources.Text;

/// <summary>
/// Finds out how a document is encoded and decodes it, whatever it holds: byte order mark, then HTTP header, then the document's own
/// declaration, then what the bytes look like. A declaration that the bytes contradict loses.
/// </summary>
internal static class TextDecoder
{
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string? contentType = null)
    {
        if (ByteOrderMark.Read(bytes) is { } mark) return Decoded(bytes[mark.Length..], mark.Name, mark.Encoding, null);
        if (ByteOrderMark.Infer(bytes) is { } inferred) return Decoded(bytes, inferred.Name, inferred.Encoding, null);

        var media = ContentType.Parse(contentType);
        if (!Ascii.IsValid(bytes)) return DecodeBeyondAscii(bytes, media);

        var declared = Single(CharacterSets.Find(media.Charset)) ?? (Rfc3023Default(media) ?? Single(CharacterSets.Find(Declaration.Charset(bytes)))) ?? ("utf-8", CharacterSets.Utf8);
        return IsStateful(declared.Name)
            ? Decoded(bytes, declared.Name, declared.Encoding, null)
            : new DecodedText(Text(bytes, Encoding.ASCII), declared.Name, null);
    }

    /// <summary>Whether the document is the UTF-8 that decoding it and encoding it again would give: who reads bytes needs no text of it then, which
    /// is twice as large.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="contentType">The Content-Type header.</param>
    /// <param name="start">How many bytes of it are a byte order mark.</param>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes, string? contentType, out int start)
    {
        start = 0;
        if (ByteOrderMark.Read(bytes) is { } mark)
        {
            if (mark.Name != "utf-8") return false;
            start = mark.Length;
        }

        bytes = bytes[start..];
        return (CharacterSets.Find(ContentType.Parse(contentType).Charset)?.Name ?? "utf-8") == "utf-8"
            && !bytes.Contains((byte)0) && bytes.IndexOf("\uFEFF"u8) < 0 && Utf8.IsValid(bytes);
    }

    private static DecodedText DecodeBeyondAscii(ReadOnlySpan<byte> bytes, ContentType media)
    {
        var header = Single(CharacterSets.Find(media.Charset));
        var own = Single(CharacterSets.Find(Declaration.Charset(bytes)));
        var named = header ?? own;
        if (Utf8.IsValid(bytes) && (named is null || IsSingleByteOrUtf8(named.Value.Encoding)))
            return Decoded(bytes, "utf-8", CharacterSets.Utf8, null);

        var saysUtf8 = named is { Name: "utf-8" };
        if (saysUtf8 && IsMostlyUtf8(bytes)) return Patched(bytes);

        // A header that the bytes contradict gives way to a declaration that they do not.
        if (saysUtf8) named = own is { Name: not "utf-8" } ? own : null;
        else if (header is not null && own is not null && !Fits(bytes, header.Value.Encoding) && Fits(bytes, own.Value.Encoding)) named = own;
        if (named is not null) return Decoded(bytes, named.Value.Name, named.Value.Encoding, null);

        if (EncodingGuess.Of(bytes) is not { } guess) return Patched(bytes);
        return Decoded(bytes, guess.Name, guess.Encoding, $"The document {(saysUtf8 ? "is not UTF-8, as it says" : "does not say how it is encoded")}; it was read as {guess.Name}.");
    }

    private static DecodedText Patched(ReadOnlySpan<byte> bytes) => new(Text(bytes, Lenient), "utf-8", "The document holds bytes that are not UTF-8; they were read as windows-1252.");

    // UTF-8 with single windows-1252 bytes in between is what a feed glued together from several systems looks like.
    private static readonly Encoding Lenient = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());

    // RFC 3023, 3.1 and 3.6: text/xml without a charset is US-ASCII. RFC 7303 took that back; for a document that is ASCII both agree.
    private static (string Name, Encoding Encoding)? Rfc3023Default(ContentType media) =>
        media.IsTextXml ? ("us-ascii", CharacterSets.Windows1252) : null;

    // A document that could be searched for a declaration byte by byte is not UTF-16 or UTF-32, whatever it says.
    private static (string Name, Encoding Encoding)? Single((string Name, Encoding Encoding)? named) =>
        named is { } found && (found.Name.StartsWith("utf-16", StringComparison.Ordinal) || found.Name.StartsWith("utf-32", StringComparison.Ordinal)) ? null : named;

    private static bool IsSingleByteOrUtf8(Encoding encoding) => encoding.IsSingleByte || encoding.CodePage == 65001;

    private static bool IsStateful(string name) => name.StartsWith("iso-2022", StringComparison.Ordinal) || name is "hz-gb-2312";

    /// <summary>Whether more of it is characters of UTF-8 beyond ASCII than bytes that are none: a few of those were glued into it.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int characters = 0, others = 0;
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var beyond)
        {
            bytes = bytes[beyond..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done) characters++;
            else others += length;
            bytes = bytes[length..];
        }

        return characters >= others;
    }

    private static bool Fits(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            Strict(encoding).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static DecodedText Decoded(ReadOnlySpan<byte> bytes, string name, Encoding encoding, string? warning)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        var text = Text(bytes, lenient);
        if (warning is null && text.Contains('\uFFFD', StringComparison.Ordinal) && !Fits(bytes, encoding))
            warning = $"The document holds bytes that are not {name}.";
        return new DecodedText(text, name, warning);
    }

    private static readonly SearchValues<char> Unwanted = SearchValues.Create("\0\uFEFF");

    /// <summary>Without NUL characters and stray byte order marks, which no reader of text wants to see.</summary>
    private static string Text(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (bytes.Length >= LargeText.Least) return LargeText.Decode(bytes, encoding, Unwanted);
        var text = encoding.GetString(bytes);
        return text.AsSpan().ContainsAny(Unwanted)
            ? text.Replace("\0", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal)
            : text;
    }
}
