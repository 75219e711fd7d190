using System.Net;
using System.Net.Sockets;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Tests.Http;

namespace Monitor.Sources.Tests.Hostile;

/// <summary>What the gate says of URLs, held against where they were made to lead.</summary>
public sealed class GateUrlTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_a_million_urls_none_goes_where_it_may_not_and_every_plain_one_goes()
    {
        var guard = new AddressGuard([]);
        var random = new Random(20261122);
        var (gone, refused) = (0, 0);
        for (var turn = 0; turn < 1_000_000; turn++)
        {
            var url = AnyUrl.Make(random);
            var goes = Goes(guard, url.Text);
            if (goes && !url.MayGo) Assert.Fail($"{url.Text} goes where it may not.");
            if (!goes && url.MayGo && url.IsPlain) Assert.Fail($"{url.Text} is refused though it may go.");
            if (goes) gone++;
            else refused++;
        }

        Assert.True(gone > 100_000 && refused > 100_000, $"{gone} went, {refused} were refused: the mixture proves little.");
    }

    [Fact]
    public async Task A_canary_on_every_loopback_address_hears_nothing_and_would_have_heard()
    {
        using var canary = new TcpListener(IPAddress.IPv6Any, 0);
        canary.Server.DualMode = true;
        canary.Start();
        var port = ((IPEndPoint)canary.LocalEndpoint).Port;
        var heard = 0;
        var listening = ListenAsync();

        // The port is open, for another address: only where a URL leads is left to refuse it by.
        var resolver = new ScriptedResolver(new() { ["inside.example"] = [["127.0.0.1"]], ["own.example"] = [["::1"]], ["mixed.example"] = [["::ffff:127.0.0.2"]] });
        using var gate = new WebGate(new GateOptions { AllowPrivate = [$"10.99.99.99:{port}"], Timeout = TimeSpan.FromSeconds(5) }, TimeProvider.System, resolver);
        foreach (var host in Spellings())
        {
            if (!Uri.TryCreate($"http://{host}:{port}/", UriKind.Absolute, out var address)) continue;
            Assert.Equal(SourceFault.Denied, (await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(address), Cancellation))).Fault);
        }

        Assert.Equal(0, Volatile.Read(ref heard));
        foreach (var place in (string[])["127.0.0.1", "127.0.0.2", "127.255.255.254", "[::1]"])
        {
            using var open = new WebGate(new GateOptions { AllowPrivate = [$"{place}:{port}"] }, TimeProvider.System, resolver);
            Assert.Equal(HttpStatusCode.OK, (await open.SendAsync(new GateRequest(new Uri($"http://{place}:{port}/")), Cancellation)).Status);
        }

        Assert.Equal(4, Volatile.Read(ref heard));
        canary.Stop();
        await listening;

        async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await canary.AcceptTcpClientAsync(Cancellation);
                    Interlocked.Increment(ref heard);
                    if (await client.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, Cancellation) == 0) continue;
                    await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);
                }
            }
            catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private static IEnumerable<string> Spellings()
    {
        string[] fixedOnes =
        [
            "localhost", "localhost.", "x.localhost", "\u24DBocalhost", "0", "0.0.0.0", "127.1", "127.0.1", "2130706433", "0x7f000001", "017700000001", "127\u30020\u30020\u30021", "\u2460\u2461\u2466.\u24EA.\u24EA.\u2460",
            "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0.0.0.0]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "inside.example", "own.example", "mixed.example",
        ];
        var random = new Random(7);
        return fixedOnes.Concat(Enumerable.Range(0, 200).Select(_ =>
        {
            var tail = random.Next(1 << 24);
            return random.Next(3) switch
            {
                0 => $"127.{tail >> 16}.{(tail >> 8) & 255}.{tail & 255}",
                1 => $"0x7f{tail:x6}",
                _ => $"127.{tail}",
            };
        }));
    }

    private static bool Goes(AddressGuard guard, string text)
    {
        if (!WebAddress.TryParse(text, out var address, out _)) return false;
        try
        {
            guard.Admit(address);
            return true;
        }
        catch (SourceException)
        {
            return false;
        }
    }
}
