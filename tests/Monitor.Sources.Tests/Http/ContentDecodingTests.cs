using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Http;

public sealed class ContentDecodingTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(number => $"<item>{number * 7919}</item>")));
    private static readonly BodyBound Bound = new(15 << 20, Truncate: false, "https://example.org");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "raw")]
    [InlineData("gzip, br", "gzip,br")]
    [InlineData("deflate,gzip , gzip", "zlib,gzip,gzip")]
    [InlineData("identity", "")]
    [InlineData("none", "")]
    [InlineData("UTF-8", "")]
    [InlineData("utf-8, gzip", "gzip")]
    [InlineData("", "")]
    public void Undoes_what_was_done(string header, string codings) =>
        Assert.Equal(Text, ContentDecoding.Decode(Encode(Text, codings), [header], Bound).ToArray());

    [Fact]
    public void Reads_a_stream_of_several_gzip_members() =>
        Assert.Equal([.. Text, .. Text], ContentDecoding.Decode((byte[])[.. Encode(Text, "gzip"), .. Encode(Text, "gzip")], ["gzip"], Bound).ToArray());

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "raw")]
    [InlineData("br", "br")]
    public void A_stream_cut_short_is_never_a_whole_one(string header, string coding)
    {
        var whole = Encode(Text, coding);
        foreach (var length in new[] { 1, 2, 11, whole.Length / 3, whole.Length - 9, whole.Length - 4, whole.Length - 1 })
        {
            var failure = Assert.Throws<SourceException>(() => ContentDecoding.Decode(whole.AsMemory(0, length), [header], Bound));
            Assert.True(failure.Fault is SourceFault.Transient || length < 12, $"{coding} {length}: {failure.Message}");
        }
    }

    [Theory]
    [InlineData("gzip", "")]
    [InlineData("gzip", "br")]
    [InlineData("br", "gzip")]
    [InlineData("zstd", "")]
    [InlineData("compress", "")]
    [InlineData("gzip, gzip, gzip, gzip", "gzip,gzip,gzip,gzip")]
    [InlineData("gzip\u001b[31m", "gzip")]
    public void What_is_not_what_it_says_is_malformed(string header, string codings)
    {
        var failure = Assert.Throws<SourceException>(() => ContentDecoding.Decode(Encode(Text, codings), [header], Bound));

        Assert.Equal(SourceFault.Malformed, failure.Fault);
        Assert.StartsWith("The body of https://example.org ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "raw")]
    [InlineData("br", "br")]
    [InlineData("gzip, gzip", "gzip,gzip")]
    [InlineData("br, gzip", "br,gzip")]
    public async Task A_bomb_costs_little(string header, string codings)
    {
        var bomb = Encode(new byte[100 << 20], codings);
        await using var server = HostileServer.Answering($"HTTP/1.1 200 OK\r\nContent-Encoding: {header}\r\nContent-Length: {bomb.Length}\r\n\r\n", bomb);
        using var gate = GateFor.Servers(server);
        var (started, before) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());

        var failure = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(server.Address), Cancellation));

        Assert.Equal(SourceFault.Malformed, failure.Fault);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(5), $"{started.Elapsed}");
        TestContext.Current.SendDiagnosticMessage($"bomb {codings}: {bomb.Length} bytes, {started.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes() - before) >> 10} KiB allocated");
    }

    [Fact]
    public void An_honest_page_that_compresses_well_is_no_bomb()
    {
        var page = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(number => $"<tr><td class=\"cell\">{number}</td></tr>\n")));

        Assert.Equal(page, ContentDecoding.Decode(Encode(page, "br"), ["br"], Bound).ToArray());
    }

    [Fact]
    public void Damage_anywhere_becomes_a_fault_or_text()
    {
        var random = new Random(3);
        foreach (var (header, coding) in new[] { ("gzip", "gzip"), ("deflate", "zlib"), ("deflate", "raw"), ("br", "br") })
        {
            var whole = Encode(Text, coding);
            for (var turn = 0; turn < 500; turn++)
            {
                var damaged = (byte[])whole.Clone();
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                var outcome = Record.Exception(() => ContentDecoding.Decode(damaged, [header], Bound));
                Assert.True(outcome is null or SourceException, outcome?.ToString());
            }
        }
    }

    private static byte[] Encode(byte[] text, string codings)
    {
        foreach (var coding in codings.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            using var encoded = new MemoryStream();
            using (Stream encoder = coding switch
            {
                "gzip" => new GZipStream(encoded, CompressionLevel.Optimal),
                "zlib" => new ZLibStream(encoded, CompressionLevel.Optimal),
                "raw" => new DeflateStream(encoded, CompressionLevel.Optimal),
                _ => new BrotliStream(encoded, CompressionLevel.Optimal),
            }) encoder.Write(text);
            text = encoded.ToArray();
        }

        return text;
    }
}
