using System.Text;

namespace Monitor.Worker.Delivering.Email.Mime;

/// <summary>UTF-8 text as quoted-printable (RFC 2045, 6.7): ASCII, CRLF, no line over 76, nothing a relay would touch.</summary>
internal static class QuotedPrintable
{
    private const int LineLimit = 76;
    private const string Digits = "0123456789ABCDEF";

    /// <summary>Line ends become CRLF; the rest comes back as it is, but for lone surrogates.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').AsSpan();
        foreach (var range in lines.Split('\n'))
        {
            if (range.Start.Value > 0) encoded.Append("\r\n");
            AppendLine(encoded, lines[range]);
        }

        return encoded.ToString();
    }

    private static void AppendLine(StringBuilder encoded, ReadOnlySpan<char> line)
    {
        Span<char> piece = stackalloc char[12];
        var column = 0;
        while (!line.IsEmpty)
        {
            _ = Rune.DecodeFromUtf16(line, out var rune, out var consumed);
            var limit = line.Length == consumed ? LineLimit : LineLimit - 1;
            var length = Write(piece, rune, literal: column > 0 ? IsLiteral(rune, line) : IsLiteralFirst(rune, line));
            if (column + length > limit)
            {
                encoded.Append("=\r\n");
                column = 0;
                length = Write(piece, rune, IsLiteralFirst(rune, line));
            }

            encoded.Append(piece[..length]);
            column += length;
            line = line[consumed..];
        }
    }

    private static int Write(Span<char> piece, Rune rune, bool literal)
    {
        if (literal)
        {
            piece[0] = (char)rune.Value;
            return 1;
        }

        Span<byte> bytes = stackalloc byte[4];
        var count = rune.EncodeToUtf8(bytes);
        for (var index = 0; index < count; index++)
        {
            piece[index * 3] = '=';
            piece[(index * 3) + 1] = Digits[bytes[index] >> 4];
            piece[(index * 3) + 2] = Digits[bytes[index] & 15];
        }

        return count * 3;
    }

    // White space at the end of a line gets lost on the way.
    private static bool IsLiteral(Rune rune, ReadOnlySpan<char> rest) => rune.Value switch
    {
        ' ' or '\t' => rest.Length > 1,
        '=' => false,
        _ => rune.Value is > ' ' and <= '~',
    };

    // A dot there ends a message at relays that do not unstuff, and "From " is turned into ">From " by mbox stores (RFC 2049, 3).
    private static bool IsLiteralFirst(Rune rune, ReadOnlySpan<char> rest) =>
        rune.Value != '.' && !rest.StartsWith("From ", StringComparison.Ordinal) && IsLiteral(rune, rest);
}
