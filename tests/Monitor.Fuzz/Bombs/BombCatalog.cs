using System.Text;
using static Monitor.Fuzz.Bombs.Payloads;

namespace Monitor.Fuzz.Bombs;

/// <summary>Every bomb, one line each.</summary>
internal static class BombCatalog
{
    private static readonly string LongBase = $"https://example.org/{new string('b', 8_000)}/";

    public static IReadOnlyList<Bomb> All { get; } =
    [
        // Peers: what stands around a body.
        Endless("endless-chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", $"2710\r\n{new string('x', 10_000)}\r\n"),
        Endless("endless-body", "HTTP/1.1 200 OK\r\n\r\n", new string('x', 10_000)),
        Endless("interim-storm", "", string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 100))),
        Endless("hints-storm", "", string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n", 100))),
        Endless("chunk-extensions", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", string.Concat(Enumerable.Repeat($"1;{new string('e', 1_000)}\r\nx\r\n", 10))),
        Endless("trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", "X-Trailer: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"),
        Endless("endless-headers", "HTTP/1.1 200 OK\r\n", "X-Header: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"),
        Endless("endless-header", "HTTP/1.1 200 OK\r\nSet-Cookie: ", new string('x', 10_000)),

        Endless("attribute-without-end", "HTTP/1.1 200 OK\r\n\r\n<rss version='2.0'><channel><item><enclosure url='", new string('x', 10_000)),
        Bomb.OfAnswer("many-headers", $"HTTP/1.1 200 OK\r\n{string.Concat(Enumerable.Range(0, 10_000).Select(number => $"X-{number}: x\r\n"))}Content-Length: 0\r\n\r\n"),
        Bomb.OfAnswer("large-cookie", $"HTTP/1.1 200 OK\r\nSet-Cookie: {new string('c', 1 << 20)}\r\nContent-Length: 0\r\n\r\n"),
        Bomb.OfAnswer("length-too-large", "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss version='2.0'><channel><item><title>Acme</title></item>"),
        Bomb.OfAnswer("length-too-small", "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n<rss version='2.0'><channel><item><title>Acme</title></item></channel></rss>"),
        Bomb.OfAnswer("redirect-to-itself", "HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
        new("redirects-without-end", BombReader.Feed, Redirecting),
        new("silent", BombReader.Feed, () => (_, closing) => Task.Delay(Timeout.InfiniteTimeSpan, closing)),
        Slow("slow-headers", "HTTP/1.1 200 OK\r\n", "X"),
        Slow("slow-body", "HTTP/1.1 200 OK\r\n\r\n", "x"),
        Slow("slow-chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),

        // Bodies: what is packed.
        Bomb.OfBody("gzip", BombReader.Feed, () => Packed(new byte[100 << 20], "gzip"), "Content-Encoding: gzip\r\n"),
        Bomb.OfBody("brotli", BombReader.Feed, () => Packed(new byte[200 << 20], "br"), "Content-Encoding: br\r\n"),
        Bomb.OfBody("deflate", BombReader.Feed, () => Packed(new byte[100 << 20], "deflate"), "Content-Encoding: deflate\r\n"),
        Bomb.OfBody("gzip-gzip", BombReader.Feed, () => Packed(new byte[100 << 20], "gzip", "gzip"), "Content-Encoding: gzip, gzip\r\n"),

        Bomb.OfBody("gzip-of-attribute", BombReader.Feed, () => Packed(Repeated("<rss version='2.0'><channel><item><enclosure url='", "x", "'/>", 100 << 20), "gzip"), "Content-Encoding: gzip\r\n"),
        Bomb.OfBody("gzip-of-noise", BombReader.Feed, () => Packed(ItemOf(Noise()), "gzip"), "Content-Encoding: gzip\r\n"),
        Bomb.OfBody("gzip-cut-short", BombReader.Feed, () => Packed(ItemOf(Noise()), "gzip")[..^100_000], "Content-Encoding: gzip\r\n"),
        Bomb.OfBody("not-gzip", BombReader.Feed, () => ItemOf("x"), "Content-Encoding: gzip\r\n"),
        Bomb.OfBody("zstd", BombReader.Feed, () => ItemOf("x"), "Content-Encoding: zstd\r\n"),

        // Bodies: characters.
        Bomb.OfBody("nul", BombReader.Feed, () => ItemOf("x\0"u8)),
        Bomb.OfBody("byte-order-marks", BombReader.Feed, () => ItemOf("\uFEFF"u8)),
        Bomb.OfBody("windows-1252-in-utf8", BombReader.Feed, () => ItemOf("\u00E9\u0080"u8[1..]), "Content-Type: text/xml; charset=utf-8\r\n"),
        Bomb.OfBody("lone-surrogates", BombReader.Feed, () => In("utf-16", string.Concat(Enumerable.Repeat("<title>x\uD800\uD800</title>", 200_000)))),
        Bomb.OfBody("utf-16", BombReader.Feed, () => In("utf-16", $"<description>{new string('x', (Most / 2) - 400)}</description>")),
        Bomb.OfBody("utf-32", BombReader.Feed, () => In("utf-32", $"<description>{new string('x', (Most / 4) - 400)}</description>")),
        Bomb.OfBody("ebcdic", BombReader.Feed, () => In("IBM037", $"<title>Acme</title><description>{new string('x', Most - 400)}</description>"), "Content-Type: text/xml; charset=ibm037\r\n"),
        Bomb.OfBody("ebcdic-unsaid", BombReader.Feed, () => In("IBM037", "<title>Acme</title>")),
        Bomb.OfBody("escapes", BombReader.Feed, () => ItemOf("\u001B$B\u001B(B"u8), "Content-Type: text/xml; charset=iso-2022-jp\r\n"),
        Bomb.OfBody("shift-jis", BombReader.Feed, () => ItemOf([0x83, 0x41, 0xFC, 0xFC]), "Content-Type: text/xml; charset=shift_jis\r\n"),
        Bomb.OfBody("gb18030", BombReader.Feed, () => ItemOf([0x81, 0x30, 0x81, 0x30]), "Content-Type: text/xml; charset=gb18030\r\n"),
        Bomb.OfBody("utf-7", BombReader.Feed, () => ItemOf("+ADw-script+AD4-"u8), "Content-Type: text/xml; charset=utf-7\r\n"),
        Bomb.OfBody("spaces-before", BombReader.Feed, () => Repeated("", " ", "<rss version='2.0'><channel><item><title>Acme</title></item></channel></rss>")),
        Bomb.OfBody("messages-before", BombReader.Feed, () => [.. "Warning: x "u8, .. ItemOf("x", "<description>", "</description>", Most - 20)]),

        // Bodies: XML.
        Bomb.OfBody("xxe", BombReader.Feed, () => Xxe()),
        Bomb.OfBody("xxe-utf16", BombReader.Feed, () => Xxe("utf-16")),
        Bomb.OfBody("xxe-utf32", BombReader.Feed, () => Xxe("utf-32")),
        Bomb.OfBody("billion-laughs", BombReader.Feed, () => BillionLaughs()),
        Bomb.OfBody("billion-laughs-utf16", BombReader.Feed, () => BillionLaughs("utf-16")),
        Bomb.OfBody("billion-laughs-utf32", BombReader.Feed, () => BillionLaughs("utf-32")),
        Bomb.OfBody("xxe-ebcdic", BombReader.Feed, () => Xxe("IBM037"), "Content-Type: text/xml; charset=ibm037\r\n"),
        Bomb.OfBody("billion-laughs-ebcdic", BombReader.Feed, () => BillionLaughs("IBM037"), "Content-Type: text/xml; charset=ibm037\r\n"),
        Bomb.OfBody("quadratic-blow-up", BombReader.Feed, QuadraticBlowUp),
        Bomb.OfBody("nested-xml", BombReader.Feed, () => ItemOf("<a>", "<description>")),
        Bomb.OfBody("nested-outlines", BombReader.Feed, () => Repeated("<opml version='2.0'><body>", "<outline text='a'>", "")),
        Bomb.OfBody("outlines", BombReader.Feed, () => Numbered($"<opml version='2.0' xml:base='{LongBase}'><body>{string.Concat(Enumerable.Repeat($"<outline text='{new string('f', 20_000)}'>", 100))}", number => $"<outline xmlUrl='{number}'/>", "", 1_000_000)),
        Bomb.OfBody("attributes", BombReader.Feed, () => Numbered("<rss version='2.0'><channel><item ", number => $"a{number}='x' ", "><title>Acme</title></item></channel></rss>", 1_000_000)),
        Bomb.OfBody("namespaces", BombReader.Feed, () => Repeated($"<rss version='2.0' {string.Concat(Enumerable.Range(0, 5_000).Select(number => $"xmlns:a{number}='u' "))}><channel><item>", "<zz:z/>", "</item></channel></rss>")),
        Bomb.OfBody("long-attribute", BombReader.Feed, () => ItemOf("x", "<enclosure url='", "'/>")),
        Bomb.OfBody("attribute-of-100-mb", BombReader.Feed, () => ItemOf("x", "<enclosure url='", "'/>", 100 << 20)),
        Bomb.OfBody("references", BombReader.Feed, () => ItemOf("&#65;", "<description>", "</description>")),
        Bomb.OfBody("named-references", BombReader.Feed, () => ItemOf("&eta;&zz;", "<description>", "</description>")),
        Bomb.OfBody("unmatched-ends", BombReader.Feed, () => ItemOf("</b>", string.Concat(Enumerable.Range(0, 240).Select(number => $"<x{number}>")))),
        Bomb.OfBody("instructions", BombReader.Feed, () => ItemOf("<?a>")),
        Bomb.OfBody("keywords", BombReader.Feed, () => ItemOf(",", "<itunes:keywords>", "</itunes:keywords>")),
        Bomb.OfBody("authors", BombReader.Feed, () => Numbered($"<rss version='2.0'><channel>{string.Concat(Enumerable.Range(0, 10).Select(number => $"<author>{number}{new string('n', 400_000)}</author>"))}", number => $"<item><title>{number}</title></item>", "</channel></rss>", 2_000)),
        Bomb.OfBody("items", BombReader.Feed, () => Numbered("<rss version='2.0'><channel>", number => $"<item><title>Acme {number}</title><guid>{number}</guid></item>", "</channel></rss>", 1_000_000)),
        Bomb.OfBody("one-identifier", BombReader.Feed, () => Numbered("<rss version='2.0'><channel>", number => $"<item><title>Acme {number}</title><guid>1</guid><description>{new string('x', 5_000)}</description></item>", "</channel></rss>", 2_000)),
        Bomb.OfBody("title", BombReader.Feed, () => ItemOf("title ", "<title>", "</title>", 10 << 20)),
        Bomb.OfBody("escaped-ends", BombReader.Feed, () => ItemOf("&lt;/b&gt;", "<description>", "</description>")),
        Bomb.OfBody("tags-without-end", BombReader.Feed, () => ItemOf("&lt;b x ", "<description>", "</description>")),
        Bomb.OfBody("quotes", BombReader.Feed, () => ItemOf("<b \">\" ", "<description><![CDATA[", "]]></description>")),
        Bomb.OfBody("bases", BombReader.Feed, () => ItemOf("<base href='x/'>", "<description><![CDATA[", "]]></description>")),
        Bomb.OfBody("xml-bases", BombReader.Feed, () => Repeated($"<rss version='2.0' xml:base='{LongBase}'><channel><item>", "<a xml:base='x/'/>", "</item></channel></rss>")),
        Bomb.OfBody("links", BombReader.Feed, () => Numbered($"<rss version='2.0' xml:base='{LongBase}'><channel>", number => $"<item><guid>{number}</guid><description>{string.Concat(Enumerable.Range(0, 500).Select(link => $"&lt;a href=a{number}.{link}>"))}</description></item>", "</channel></rss>", 1_000_000)),
        Bomb.OfBody("texts", BombReader.Feed, () => Numbered("<rss version='2.0'><channel>", number => $"<item><guid>{number}</guid><description>&lt;p>&lt;a href='https://example.org/{number}/{new string('l', 1_000)}'>{new string('x', 5_000)}</description></item>", "</channel></rss>", 1_000_000, Most - 16_000)),
        Bomb.OfBody("enclosures", BombReader.Feed, () => Numbered($"<rss version='2.0' xml:base='{LongBase}'><channel>", number => $"<item><guid>{number}</guid>{string.Concat(Enumerable.Range(0, 200).Select(link => $"<enclosure url='{number}.{link}'/>"))}</item>", "</channel></rss>", 1_000_000, Most - 16_000)),
        Bomb.OfBody("not-utf8", BombReader.Feed, () => ItemOf("x", "<description>", "</description>").Select(octet => octet == (byte)'x' ? (byte)0x93 : octet).ToArray()),

        // Bodies: JSON.
        Bomb.OfBody("nested-json", BombReader.Feed, () => Repeated("{\"items\":[{\"id\":", "[", "")),
        Bomb.OfBody("json-numbers", BombReader.Feed, () => Repeated("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"title\":\"Acme\",\"tags\":[1", ",1", "]}]}")),
        Bomb.OfBody("json-surrogates", BombReader.Feed, () => Repeated("{\"items\":[{\"id\":\"1\",\"title\":\"", "\\ud800", "\"}]}")),
        Bomb.OfBody("json-text", BombReader.Feed, () => Repeated("{\"items\":[{\"id\":\"1\",\"title\":\"Acme\",\"content_html\":\"", "<p>x ", "\"}]}")),
        Bomb.OfBody("json-texts", BombReader.Feed, () => Numbered("{\"items\":[", number => $"{{\"id\":\"{number}\",\"content_text\":\"{new string('x', 4_700)}\"}},", "{}]}", 2_000)),
        Bomb.OfBody("json-utf16", BombReader.Feed, () => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"{{\"items\":[{{\"id\":\"1\",\"title\":\"{new string('x', (Most / 2) - 100)}\"}}]}}")]),
        Bomb.OfBody("json-text-of-post", BombReader.Posts, () => Repeated("{\"hits\":[{\"objectID\":\"1\",\"comment_text\":\"", "<p>x ", "\"}]}")),
        Bomb.OfBody("json-items", BombReader.Feed, () => Repeated("{\"items\":[{}", ",{}", "]}")),
        Bomb.OfBody("json-hits", BombReader.Posts, () => Repeated("{\"hits\":[{}", ",{}", "]}")),
        Bomb.OfBody("post-of-pre", BombReader.Posts, () => Utf8($"{{\"hits\":[{{\"objectID\":\"1\",\"comment_text\":\"{string.Concat(Enumerable.Repeat("<pre>", 100_000))}\"}}]}}")),
        Bomb.OfBody("post-of-fonts", BombReader.Posts, () => Utf8($"{{\"hits\":[{{\"objectID\":\"1\",\"comment_text\":\"{string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<font a{number}><p>"))}\"}}]}}")),

        // Bodies: HTML.
        Page("nested-divs", "<div>"),
        Page("unclosed", "<b><i><font><p>"),
        Page("preformatted", "<pre>"),
        Page("breaks", "<br>"),
        Bomb.OfBody("siblings", BombReader.Page, () => Numbered("<!doctype html><title>Acme</title><pan>", number => "</p>x", "Acme", 100_000)),
        Page("noscript", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">"),
        Page("templates", "<template>"),
        Page("tables", "<table><tr><td>"),
        Page("svg", "<svg><desc><math><mtext>"),
        Bomb.OfBody("html-attributes", BombReader.Page, () => Numbered("<html><body><p ", number => $"a{number} ", ">Acme", 600_000, 4_900_000)),
        Bomb.OfBody("html-links", BombReader.Page, () => Numbered($"<html><base href='{LongBase}'><body>", number => $"<a href={number}>x</a>", "", 150_000, 4_900_000)),
        Bomb.OfBody("html-soup", BombReader.Page, () => Repeated("<html>", "<div><p>Acme <b>x</div></i>", "", 20 << 20)),
        Bomb.OfBody("h-entries", BombReader.Feed, () => Repeated("<!doctype html><html>", "<p class=h-entry>x", "")),
        Bomb.OfBody("discovery", BombReader.Feed, () => Numbered("<!doctype html><html>", number => $"<a href='{number}'>", "", 2_000_000)),
        Bomb.OfBody("discovery-quotes", BombReader.Feed, () => Repeated("<!doctype html><html>", "<b \">\" ", "")),
        .. SitemapBombs.All,
        .. ServerBombs.All,
    ];

    private static Bomb Page(string name, string piece) => Bomb.OfBody(name, BombReader.Page, () => Repeated("<!doctype html><title>Acme</title>", piece, "Acme", 4_900_000));

    private static byte[] Noise()
    {
        // Two characters to the byte are packed to half at best.
        var noise = new byte[4 << 20];
        new Random(1).NextBytes(noise);
        return Utf8(Convert.ToHexString(noise));
    }

    /// <summary>Sends everybody on, each time to another place.</summary>
    private static Func<Stream, CancellationToken, Task> Redirecting()
    {
        var times = 0;
        return async (stream, closing) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: /?{new string('x', 100 * Interlocked.Increment(ref times))}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), closing);
    }

    private static Bomb Slow(string name, string start, string piece) => new(name, BombReader.Feed, () => async (stream, closing) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start), closing);
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), closing);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), closing);
        }
    });

    private static Bomb Endless(string name, string start, string piece) => new(name, BombReader.Feed, () =>
    {
        var (first, rest) = (Encoding.ASCII.GetBytes(start), Encoding.ASCII.GetBytes(piece));
        return async (stream, closing) =>
        {
            await stream.WriteAsync(first, closing);
            while (true) await stream.WriteAsync(rest, closing);
        };
    });
}
