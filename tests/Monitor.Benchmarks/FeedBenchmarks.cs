using System.Text;
using BenchmarkDotNet.Attributes;
using Monitor.Sources.Feed;

namespace Monitor.Benchmarks;

/// <summary>Parsing a feed of a hundred entries of some kilobytes each; MB/s is <see cref="Megabytes"/> divided by the mean.</summary>
[MemoryDiagnoser]
public class FeedBenchmarks
{
    private byte[] rss = [];
    private byte[] atom = [];

    /// <summary>Size of the RSS document in MB.</summary>
    public double Megabytes => rss.Length / 1e6;

    [GlobalSetup]
    public void Write()
    {
        var paragraph = string.Concat(Enumerable.Repeat("<p>Acme Corp opens a caf\u00e9 in <a href=\"/shops/lyon\">Lyon</a> &amp; says so.</p>\n", 30));
        rss = Encoding.UTF8.GetBytes(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>T</title>"
            + string.Concat(Enumerable.Range(0, 100).Select(id =>
                $"<item><guid>{id}</guid><title>Item {id} &#8211; news</title><link>https://example.org/{id}</link><pubDate>Sun, 22 Nov 2026 09:30:00 +0100</pubDate><content:encoded><![CDATA[{paragraph}]]></content:encoded></item>"))
            + "</channel></rss>");
        var escaped = paragraph.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        atom = Encoding.UTF8.GetBytes(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>"
            + string.Concat(Enumerable.Range(0, 100).Select(id =>
                $"<entry><id>tag:example.org,2026:{id}</id><title>Entry {id}</title><link href='https://example.org/{id}'/><updated>2026-11-22T09:30:00Z</updated><content type='html'>{escaped}</content></entry>"))
            + "</feed>");
        Console.WriteLine($"// RSS {rss.Length} bytes, Atom {atom.Length} bytes");
    }

    [Benchmark]
    public ParsedFeed Rss() => FeedParser.Parse(rss);

    [Benchmark]
    public ParsedFeed Atom() => FeedParser.Parse(atom);
}
