using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Monitor.Sources.Html;

namespace Monitor.Sources.Feed.Xml;

/// <summary>Text that says what it is by its type (Atom), or does not (RSS).</summary>
internal static class RichTextReader
{
    /// <summary>Null when the element holds nothing.</summary>
    public static RichText? Read(ref XmlScanner scanner, int longest = FieldText.Longest)
    {
        var type = (scanner.Attributes.Find("type") ?? "").Trim().ToLowerInvariant();
        var mode = (scanner.Attributes.Find("mode") ?? "").Trim().ToLowerInvariant();
        var isAtom = scanner.Vocabulary == Vocabulary.Atom;
        var isXhtml = scanner.Vocabulary == Vocabulary.Xhtml || type is "xhtml" or "application/xhtml+xml";
        var isHtml = isXhtml || scanner.Vocabulary == Vocabulary.Content || type is "html" or "text/html";
        var home = scanner.Base;

        var value = FieldText.Any(ref scanner, longest, out var isMarkup);
        if (string.IsNullOrWhiteSpace(value)) return null;
        if (isMarkup || isXhtml) return new RichText(value, true, home);
        value = EscapedTwice.OutOfSection(value);
        if (mode == "base64" || (isAtom && IsBinary(type))) return FromBase64(value, type, home);
        isHtml = isHtml || (!(isAtom && type is "" or "text" or "text/plain") && HtmlText.LooksLikeHtml(value));
        return new RichText(isHtml ? EscapedTwice.Undo(value) : value, isHtml, home);
    }

    /// <summary>A title: the same on one line.</summary>
    public static string ReadLine(ref XmlScanner scanner) => Read(ref scanner, FieldText.LongestLine)?.ToLine() ?? "";

    // RFC 4287, 4.1.3.3: what is neither text nor XML is base64.
    private static bool IsBinary(string type) =>
        type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal)
        && !type.EndsWith("+xml", StringComparison.Ordinal) && !type.EndsWith("/xml", StringComparison.Ordinal);

    private static bool IsMedia(string type) =>
        type.StartsWith("image/", StringComparison.Ordinal) || type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal);

    private static RichText? FromBase64(string value, string type, Uri? home)
    {
        var encoded = Encoding.ASCII.GetBytes(string.Concat(value.Where(character => !char.IsWhiteSpace(character))));
        var isEncoded = Base64.DecodeFromUtf8InPlace(encoded, out var length) == OperationStatus.Done;
        var bytes = encoded.AsSpan(0, length);
        var isText = isEncoded && Utf8.IsValid(bytes) && !bytes.Contains((byte)0);

        // A short word is base64 by chance.
        if (!isText && (!isEncoded || value.Length < 12) && !IsMedia(type)) return new RichText(value, HtmlText.LooksLikeHtml(value), home);
        if (!isText) return null;
        var text = Encoding.UTF8.GetString(bytes);
        return new RichText(text, type is "html" or "text/html" || HtmlText.LooksLikeHtml(text), home);
    }
}
