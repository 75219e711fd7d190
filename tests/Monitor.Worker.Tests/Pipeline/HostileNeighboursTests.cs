using System.Text;
using Monitor.Core.Fetching;
using Monitor.Fuzz.Bombs;
using Monitor.Sources;
using Monitor.Sources.Feed;
using Monitor.Sources.Http;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Tests.Pipeline;

/// <summary>Twenty peers that want to hurt, beside twenty that do not, through gate, source, matcher and store.</summary>
public sealed class HostileNeighboursTests
{
    private static readonly string[] Hostile =
    [
        "endless-chunks", "endless-body", "interim-storm", "chunk-extensions", "endless-headers", "gzip", "brotli", "gzip-gzip", "billion-laughs", "quadratic-blow-up",
        "nested-xml", "instructions", "quotes", "xml-bases", "json-items", "json-surrogates", "unmatched-ends",
    ];

    [Fact]
    public async Task Good_sources_are_read_whole_while_bad_ones_do_their_worst()
    {
        await using var house = await House.OpenAsync();
        var good = Enumerable.Range(0, 20).Select(number => new RawPeer(Answering($"<rss version='2.0'><channel><item><guid>{number}</guid><title>Good acme {number}</title></item></channel></rss>"))).ToArray();
        var bad = Hostile.Select(name => new RawPeer(BombCatalog.All.Single(bomb => bomb.Name == name).Answer())).Concat(Enumerable.Range(0, 3).Select(_ => new RawPeer(Silent))).ToArray();
        using var gate = new WebGate(
            new GateOptions { Timeout = TimeSpan.FromSeconds(30), AllowPrivate = [.. good.Concat(bad).Select(peer => peer.Place)] }, TimeProvider.System, new SystemResolver());
        var tools = new SourceTools(gate, TimeProvider.System, "/");
        var sources = bad.Concat(good).Select((peer, number) => new WatchedSource(
            FeedSource.Open(new FeedOptions { Name = $"{(number < bad.Length ? "bad" : "good")}{number}", Urls = [peer.Address.AbsoluteUri] }, tools).Single(), TimeSpan.FromMinutes(15))).ToArray();
        house.Watch.Replace(house.Watch.Value with { Sources = sources });

        var scanned = await Task.WhenAll(sources.Select(source => Task.Run(() => house.Scan.RunAsync(source, TestContext.Current.CancellationToken)))).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        var wellRead = scanned.Where(scan => scan.Source.Name.StartsWith("good", StringComparison.Ordinal)).ToArray();
        Assert.Equal(20, wellRead.Length);
        Assert.All(wellRead, scan => Assert.Null(scan.Fault));
        Assert.Equal(20, wellRead.Sum(scan => scan.Mentions.Count));
        Assert.Equal(3, scanned.Count(scan => scan.Fault is { Fault: SourceFault.Transient }));
        foreach (var peer in good.Concat(bad)) await peer.DisposeAsync();
    }

    private static Func<Stream, CancellationToken, Task> Answering(string feed) => async (stream, closing) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(feed)}\r\nConnection: close\r\n\r\n{feed}"), closing);

    private static Task Silent(Stream stream, CancellationToken closing) => Task.Delay(Timeout.InfiniteTimeSpan, closing);
}
