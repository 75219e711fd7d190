using System.Text;
using static Monitor.Fuzz.Bombs.Payloads;

namespace Monitor.Fuzz.Bombs;

/// <summary>Answers of programming interfaces, of shorteners, and robots.txt.</summary>
internal static class ServerBombs
{
    public static IReadOnlyList<Bomb> All { get; } =
    [
        Statuses("statuses", () => Numbered("[{}", number => $",{{\"id\":\"{number}\",\"content\":\"<p>{new string('x', 2_000)}\"}}", "]", 1_000_000)),
        Statuses("long-statuses", () => Numbered("[{}", number => $",{{\"id\":\"{number}\",\"content\":\"<p>{new string('x', 900_000)}\"}}", "]", 1_000, Most - 1_000_000)),
        Statuses("endless-status", () => Repeated("[{\"id\":\"1\",\"content\":\"", "<p>x ", "\"}]")),
        Statuses("boosts", () => Nested("{\"id\":\"1\",\"reblog\":", 12, $"{{\"id\":\"1\",\"content\":\"{new string('x', 900_000)}\"}}")),
        Statuses("deep-boosts", () => Nested("{\"id\":\"1\",\"reblog\":", 60, $"{{\"id\":\"1\",\"content\":\"{new string('x', 200_000)}\"}}")),
        Statuses("nested-statuses", () => Repeated("[{\"id\":\"1\",\"card\":", "[", "")),
        Statuses("status-of-tags", () => Repeated("[{\"id\":\"1\",\"tags\":[{}", ",{\"name\":\"acme\"}", "]}]")),
        Statuses("statuses-of-tags", () => Numbered("[{}", number => $",{{\"id\":\"{number}\",\"tags\":[{{}}{string.Concat(Enumerable.Repeat(",{\"name\":\"acme\"}", 4_000))}]}}", "]", 12)),
        Statuses("status-of-mentions", () => Repeated("[{\"id\":\"1\",\"content\":\"", "<a class=mention href=https://a/b>@a</a>", "\"}]", 1_000_000)),
        Statuses("status-of-links", () => Numbered("[{\"id\":\"1\",\"content\":\"", number => $"<a href=https://a/{number}>", "\"}]", 100_000, 1_000_000)),
        Statuses("status-of-escapes", () => Repeated("[{\"id\":\"1\",\"content\":\"", "\\u003c", "\"}]", 1_000_000)),
        Bomb.OfBody("hits", BombReader.Posts, () => Numbered("{\"hits\":[{}", number => $",{{\"objectID\":\"{number}\",\"comment_text\":\"<p>{new string('x', 10_000)}\"}}", "]}", 1_500)),
        Bomb.OfBody("hits-of-tags", BombReader.Posts, () => Numbered("{\"hits\":[{}", number => $",{{\"objectID\":\"{number}\",\"_tags\":[\"a\"{string.Concat(Enumerable.Repeat(",\"a\"", 10_000))}]}}", "]}", 19)),
        Bomb.OfBody("instance", BombReader.Instance, () => Repeated("{\"domain\":\"x\",\"configuration\":{\"timelines_access\":{\"hashtag_feeds\":{\"local\":\"", "x", "\"}}}}")),
        Hashtag("hashtag-text", "<item><guid>1</guid><description>", "&lt;p>x", "</description></item>"),
        Hashtag("hashtag-fields", "<item><guid>1</guid>", "<description>x</description>", "</item>"),
        Hashtag("hashtag-items", "", "<item><guid>1</guid></item>", ""),
        Hashtag("hashtag-nested", "<item>", "<a>", ""),
        Bomb.OfBody("hashtag-names", BombReader.Hashtag, () => Numbered("<rss><channel>", number => $"<a{number}/>", "</channel></rss>", 1_000_000, 1_990_000)),
        Bomb.OfBody("hashtag-attribute", BombReader.Hashtag, () => Repeated("<rss a='", "x", "'/>")),

        Link("link-location", $"HTTP/1.1 302 Found\r\nLocation: https://example.org/{new string('x', 100_000)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        Link("link-long-location", $"HTTP/1.1 302 Found\r\nLocation: /{new string('x', 50_000)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        Bomb.OfBody("link-page", BombReader.Link, () => Repeated("<html><head>", "<meta name=x content=y>", ""), "Content-Type: text/html\r\n"),
        Bomb.OfBody("link-refresh", BombReader.Link, () => Repeated("<html><head><meta http-equiv=refresh content='0;url=/", "x", "'>"), "Content-Type: text/html\r\n"),
        Bomb.OfBody("link-refresh-here", BombReader.Link, () => Utf8("<html><head><meta http-equiv=refresh content='0;url=/'>"), "Content-Type: text/html\r\n"),
        new("link-without-end", BombReader.Link, () => LeadingOn),
        new("link-drip", BombReader.Link, () => DrippingAsync),

        Robots("robots-wildcards", () => Repeated("User-agent: *\n", $"Disallow: /{string.Concat(Enumerable.Repeat("*a", 1_000))}b\n", "", 500 << 10)),
        Robots("robots-rules", () => Repeated("User-agent: *\n", "Disallow: /*a*a*a*b$\n", "", 500 << 10)),
        Robots("robots-line", () => Repeated("User-agent: *\nDisallow: /b", "*", "")),
        Robots("robots-agents", () => Repeated("", "User-agent: *\n", "Disallow: /b")),
        Robots("robots-percents", () => Repeated("User-agent: *\n", $"Disallow: /b{string.Concat(Enumerable.Repeat("%41", 600))}\n", "")),
    ];

    private static Bomb Statuses(string name, Func<byte[]> body) => Bomb.OfBody(name, BombReader.Statuses, body);

    private static Bomb Hashtag(string name, string start, string piece, string end) =>
        Bomb.OfBody(name, BombReader.Hashtag, () => Repeated($"<rss><channel>{start}", piece, $"{end}</channel></rss>", 1_990_000));

    private static Bomb Link(string name, string answer) => new(name, BombReader.Link, () => async (stream, closing) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), closing));

    private static Bomb Robots(string name, Func<byte[]> body) => Bomb.OfBody(name, BombReader.Robots, body, "Content-Type: text/plain\r\n");

    private static byte[] Nested(string piece, int depth, string inner) =>
        Utf8($"[{string.Join(',', Enumerable.Repeat($"{string.Concat(Enumerable.Repeat(piece, depth))}{inner}{new string('}', depth)}", Most / ((depth * piece.Length) + inner.Length + depth + 1)))}]");

    /// <summary>Sends everybody on by HTTP, each time to another place.</summary>
    private static async Task LeadingOn(Stream stream, CancellationToken closing) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: /{Guid.NewGuid():N}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), closing);

    private static async Task DrippingAsync(Stream stream, CancellationToken closing)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), closing);
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), closing);
            await stream.WriteAsync("<"u8.ToArray(), closing);
        }
    }
}
