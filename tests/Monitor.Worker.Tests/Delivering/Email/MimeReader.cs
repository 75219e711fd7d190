using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Worker.Tests.Delivering.Email;

/// <summary>Reads mails the way a strict receiver would, written from the RFCs and not from what writes them.</summary>
internal static partial class MimeReader
{
    /// <summary>Header fields, unfolded, and the body after the first empty line.</summary>
    public static (IReadOnlyList<(string Name, string Value)> Header, string Body) Split(byte[] octets)
    {
        Assert.All(octets, octet => Assert.True(octet is (>= 32 and < 127) or 13 or 10, $"octet {octet}"));
        var text = Encoding.ASCII.GetString(octets);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text.Replace("\r\n", "", StringComparison.Ordinal));
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var fields = Folding().Replace(text[..end], "${space}").Split("\r\n").Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1]));
        return ([.. fields], text[(end + 4)..]);
    }

    /// <summary>The parts of a multipart message as media type and decoded text.</summary>
    public static IReadOnlyList<(string Type, string Text)> Parts(byte[] octets)
    {
        var (header, body) = Split(octets);
        var boundary = Boundary().Match(Field(header, "Content-Type")).Groups["value"].Value;
        var pieces = ("\r\n" + body).Split($"\r\n--{boundary}");
        Assert.Equal("--\r\n", pieces[^1]);
        return
        [
            .. pieces[1..^1].Select(piece =>
            {
                var (fields, content) = Split(Encoding.ASCII.GetBytes(piece[2..]));
                Assert.Equal("quoted-printable", Field(fields, "Content-Transfer-Encoding"));
                return (Field(fields, "Content-Type"), QuotedPrintable(content));
            }),
        ];
    }

    public static string Field(IReadOnlyList<(string Name, string Value)> header, string name) =>
        Assert.Single(header, field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>RFC 2047: white space between two encoded words is not there.</summary>
    public static string Words(string value) =>
        Word().Replace(Between().Replace(value, "${word}"), match => Encoding.UTF8.GetString(match.Groups["coding"].Value is "B" ? Convert.FromBase64String(match.Groups["text"].Value) : Hex(match.Groups["text"].Value.Replace('_', ' '))));

    public static string QuotedPrintable(string encoded)
    {
        Assert.All(encoded.Split("\r\n"), line => Assert.True(line.Length <= 76 && !line.EndsWith(' ') && !line.EndsWith('\t'), line));
        return Encoding.UTF8.GetString(Hex(encoded.Replace("=\r\n", "", StringComparison.Ordinal)));
    }

    private static byte[] Hex(string text)
    {
        List<byte> octets = [];
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=') octets.Add((byte)text[at]);
            else
            {
                octets.Add(byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 2;
            }
        }

        return [.. octets];
    }

    [GeneratedRegex("\r\n(?<space>[ \t])", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Folding();

    [GeneratedRegex("boundary=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"(?<word>=\?utf-8\?[BQ]\?[^?]*\?=)\s+(?==\?utf-8\?)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?utf-8\?(?<coding>[BQ])\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Word();
}
