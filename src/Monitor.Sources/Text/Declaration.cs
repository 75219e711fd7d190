using System.Buffers;
using System.Text;

namespace Monitor.Sources.Text;

/// <summary>The character set that a document declares in its own first bytes: XML declaration or HTML meta element.</summary>
internal static class Declaration
{
    // https://html.spec.whatwg.org/#determining-the-character-encoding asks for 1024; pages with long heads declare later.
    private const int Reach = 4096;

    private static readonly SearchValues<char> ValueEnd = SearchValues.Create("\"' />;?\t\r\n");

    public static string? Charset(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(Reach, bytes.Length)]);
        return FromXml(head) ?? FromMeta(head);
    }

    private static string? FromXml(string head)
    {
        var start = head.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        if (start < 0) return null;
        var end = head.IndexOf('>', start);
        return end < 0 ? null : Value(head.AsSpan(start, end - start), "encoding");
    }

    private static string? FromMeta(string head)
    {
        for (var at = 0; (at = head.IndexOf("<meta", at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = head.IndexOf('>', at);
            if (end < 0) return null;
            if (Value(head.AsSpan(at, end - at), "charset") is { } charset) return charset;
        }

        return null;
    }

    private static string? Value(ReadOnlySpan<char> tag, string name)
    {
        var at = tag.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = tag[(at + name.Length)..].TrimStart();
        if (rest.Length == 0 || rest[0] != '=') return null;
        rest = rest[1..].TrimStart().TrimStart("\"'");
        var end = rest.IndexOfAny(ValueEnd);
        var value = end < 0 ? rest : rest[..end];
        return value.IsEmpty ? null : value.ToString();
    }
}
