using System.Buffers.Text;
using System.Text;
using Monitor.Sources.Html;

namespace Monitor.Sources.Feed.Xml;

/// <summary>Text that says what it is by its type (Atom), or does not (RSS).</summary>
internal static class RichTextReader
{
    /// <summary>Null when the element holds nothing.</summary>
    public static RichText? Read(ref XmlScanner scanner)
    {
        var type = (scanner.Attributes.Find("type") ?? "").Trim().ToLowerInvariant();
        var mode = (scanner.Attributes.Find("mode") ?? "").Trim().ToLowerInvariant();
        var isAtom = scanner.Vocabulary == Vocabulary.Atom;
        var isXhtml = scanner.Vocabulary == Vocabulary.Xhtml || type is "xhtml" or "application/xhtml+xml";
        var home = scanner.Base;

        var value = FieldText.Any(ref scanner, out var isMarkup);
        if (string.IsNullOrWhiteSpace(value)) return null;
        if (isMarkup || isXhtml) return new RichText(value, true, home);
        if (mode == "base64" || (isAtom && IsBinary(type))) return FromBase64(value, type, home);
        return new RichText(Unescaped(value, type, isAtom, out var isHtml), isHtml, home);
    }

    /// <summary>A title: the same on one line.</summary>
    public static string ReadLine(ref XmlScanner scanner) => Read(ref scanner)?.ToLine() ?? "";

    private static string Unescaped(string value, string type, bool isAtom, out bool isHtml)
    {
        isHtml = type is "html" or "text/html" || (!(isAtom && type is "" or "text" or "text/plain") && HtmlText.LooksLikeHtml(value));
        return isHtml ? EscapedTwice.Undo(value) : value;
    }

    // RFC 4287, 4.1.3.3: what is neither text nor XML is base64.
    private static bool IsBinary(string type) =>
        type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal)
        && !type.EndsWith("+xml", StringComparison.Ordinal) && !type.EndsWith("/xml", StringComparison.Ordinal);

    private static RichText? FromBase64(string value, string type, Uri? home)
    {
        var encoded = Encoding.ASCII.GetBytes(string.Concat(value.Where(character => !char.IsWhiteSpace(character))));
        if (Base64.DecodeFromUtf8InPlace(encoded, out var length) != System.Buffers.OperationStatus.Done) return new RichText(value, HtmlText.LooksLikeHtml(value), home);
        var bytes = encoded.AsSpan(0, length);
        if (!System.Text.Unicode.Utf8.IsValid(bytes) || bytes.Contains((byte)0)) return null;
        var text = Encoding.UTF8.GetString(bytes);
        return new RichText(text, type is "html" or "text/html" || HtmlText.LooksLikeHtml(text), home);
    }
}
