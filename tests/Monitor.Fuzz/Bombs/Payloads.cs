using System.IO.Compression;
using System.Text;
using Monitor.Sources.Http;

namespace Monitor.Fuzz.Bombs;

/// <summary>Bodies made to hurt, each at the length that the gate lets through or a little above.</summary>
internal static class Payloads
{
    /// <summary>Just below what the gate takes.</summary>
    public static readonly int Most = new GateOptions().MaxBytes - 4096;

    private const string RssStart = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Acme</title>";
    private const string RssEnd = "</channel></rss>";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A beginning, a piece again and again up to a length, an end.</summary>
    public static byte[] Repeated(string start, string piece, string end, int? length = null)
    {
        var (first, middle, last) = (Utf8(start), Utf8(piece), Utf8(end));
        var body = new byte[first.Length + (Math.Max(0, (length ?? Most) - first.Length - last.Length) / middle.Length * middle.Length) + last.Length];
        first.CopyTo(body, 0);
        for (var at = first.Length; at < body.Length - last.Length; at += middle.Length) middle.CopyTo(body, at);
        last.CopyTo(body, body.Length - last.Length);
        return body;
    }

    public static byte[] Numbered(string start, Func<int, string> piece, string end, int count, int? length = null)
    {
        var most = length ?? Most;
        var body = new StringBuilder(start, most);
        for (var number = 0; number < count && body.Length < most - end.Length; number++) body.Append(piece(number));
        return Utf8(body.Append(end).ToString());
    }

    public static byte[] Item(string inner) => Utf8($"{RssStart}<item>{inner}</item>{RssEnd}");

    public static byte[] ItemOf(string piece, string before = "", string after = "", int? length = null) => Repeated($"{RssStart}<item>{before}", piece, $"{after}</item>{RssEnd}", length);

    public static byte[] Xxe(string encoding = "utf-8") =>
        Named(encoding).GetPreamble().Concat(Named(encoding).GetBytes(
            """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://127.0.0.1/x"> %b;]><rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><title>Acme &a;</title><xi:include href="file:///etc/passwd" parse="text"/></item></channel></rss>""")).ToArray();

    public static byte[] BillionLaughs(string encoding = "utf-8")
    {
        var entities = string.Concat(Enumerable.Range(1, 12).Select(level => $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">"));
        var text = $"<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{entities}]><rss version=\"2.0\"><channel><item><title>Acme &l12;</title></item></channel></rss>";
        return [.. Named(encoding).GetPreamble(), .. Named(encoding).GetBytes(text)];
    }

    /// <summary>A feed in another encoding, with its byte order mark where it has one.</summary>
    public static byte[] In(string encoding, string inner) => [.. Named(encoding).GetPreamble(), .. Named(encoding).GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{RssStart[21..]}<item>{inner}</item>{RssEnd}")];

    /// <summary>A feed whose one description is these bytes again and again.</summary>
    public static byte[] ItemOf(ReadOnlySpan<byte> piece)
    {
        var body = Repeated($"{RssStart}<item><title>Acme</title><description>", new string('?', piece.Length), $"</description></item>{RssEnd}");
        for (var at = body.AsSpan().IndexOf("??"u8); body[at] == (byte)'?'; at += piece.Length) piece.CopyTo(body.AsSpan(at));
        return body;
    }

    /// <summary>Code pages too: EBCDIC is one.</summary>
    private static Encoding Named(string encoding) => CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

    public static byte[] QuadraticBlowUp() => Repeated($"<!DOCTYPE rss [<!ENTITY a \"{new string('a', 100_000)}\">]>{RssStart}<item><title>", "&a;", $"</title></item>{RssEnd}");

    public static byte[] Packed(byte[] body, params IEnumerable<string> codings)
    {
        foreach (var coding in codings)
        {
            using var packed = new MemoryStream();
            using (Stream stream = coding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize),
                "deflate" => new ZLibStream(packed, CompressionLevel.SmallestSize),
                _ => new BrotliStream(packed, CompressionLevel.Optimal),
            }) stream.Write(body);
            body = packed.ToArray();
        }

        return body;
    }
}
