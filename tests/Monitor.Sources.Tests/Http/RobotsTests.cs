using System.Net;
using System.Text;
using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Http;

public sealed class RobotsTests
{
    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: monitorbot/1.0\nDisallow: /b", "/a", true)]
    [InlineData("User-agent: MonitorBot-News\nDisallow: /", "/a", true)]
    [InlineData("User-agent: MonitorBot\nUser-agent: Other\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: MonitorBot\nDisallow: /a\nUser-agent: Other\nDisallow: /b\nUser-agent: MonitorBot\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: MonitorBot\nDisallow: /a\nUser-agent: Other\nDisallow: /b\nUser-agent: MonitorBot\nDisallow: /c", "/b", true)]
    [InlineData("User-agent: MonitorBot\nSitemap: https://example.org/s.xml\nUser-agent: Other\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a.php?x", true)]
    [InlineData("User-agent: *\nDisallow: /caf%c3%a9", "/caf\u00e9/x", false)]
    [InlineData("User-agent: *\nDisallow: /caf\u00e9", "/caf%C3%A9/x", false)]
    [InlineData("User-agent: *\nDisallow: /%7Eann", "/~ann/x", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: *\r\nDisallow: /a # here\r\n", "/a", false)]
    [InlineData("User-agent: *\rDisallow: /a", "/a", false)]
    [InlineData("\uFEFFUser-agent: *\nDisallow: /a", "/a", false)]
    [InlineData("Disallow: /", "/a", true)]
    [InlineData("<html>not robots at all</html>", "/a", true)]
    public void Reads_rules_as_the_rfc_says(string text, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsRules.Parse(Encoding.UTF8.GetBytes(text), "MonitorBot").Allows(new Uri($"https://example.org{path}")));

    [Fact]
    public void A_pattern_of_stars_costs_little()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 2000));
        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes($"User-agent: *\nDisallow: /{pattern}b"), "MonitorBot");

        Assert.True(rules.Allows(new Uri($"https://example.org/{new string('a', 4000)}")));
    }

    [Fact]
    public async Task Asks_once_and_again_after_its_time()
    {
        var asked = 0;
        var cache = Cache(_ => Answer(200, $"User-agent: *\nDisallow: /{asked++}"));

        await Assert.ThrowsAsync<SourceException>(() => cache.AdmitAsync(new Uri("https://example.org/0"), Cancellation));
        await cache.AdmitAsync(new Uri("https://example.org/1"), Cancellation);
        Assert.Equal(1, asked);
        clock.Advance(TimeSpan.FromHours(13));
        await cache.AdmitAsync(new Uri("https://example.org/0"), Cancellation);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData(404, null)]
    [InlineData(403, null)]
    [InlineData(302, null)]
    [InlineData(429, SourceFault.Transient)]
    [InlineData(500, SourceFault.Transient)]
    [InlineData(503, SourceFault.Transient)]
    public async Task What_is_not_there_allows_and_what_cannot_be_read_forbids_for_a_time(int status, SourceFault? fault)
    {
        var current = status;
        var cache = Cache(_ => Answer(current, ""));
        var address = new Uri("https://example.org/a");

        var failure = await Record.ExceptionAsync(() => cache.AdmitAsync(address, Cancellation));
        Assert.Equal(fault, (failure as SourceException)?.Fault);

        current = 200;
        clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(TimeSpan.Zero, await cache.AdmitAsync(address, Cancellation));
    }

    [Fact]
    public async Task While_it_cannot_be_read_what_it_last_said_holds()
    {
        var status = 200;
        var cache = Cache(_ => status == 200 ? Answer(200, "User-agent: *\nDisallow: /a") : throw new SourceException(SourceFault.Transient, "Down."));
        await cache.AdmitAsync(new Uri("https://example.org/b"), Cancellation);

        status = 0;
        clock.Advance(TimeSpan.FromDays(1));

        await cache.AdmitAsync(new Uri("https://example.org/b"), Cancellation);
        Assert.Equal(SourceFault.Denied, (await Assert.ThrowsAsync<SourceException>(() => cache.AdmitAsync(new Uri("https://example.org/a"), Cancellation))).Fault);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0.5", 0.5)]
    [InlineData("86400", 60)]
    [InlineData("1e400", 0)]
    [InlineData("-3", 0)]
    public async Task Crawl_delay_is_a_pace_within_bounds(string delay, double seconds)
    {
        var cache = Cache(_ => Answer(200, $"User-agent: *\nCrawl-delay: {delay}\nDisallow:"));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await cache.AdmitAsync(new Uri("https://example.org/a"), Cancellation));
    }

    [Fact]
    public async Task The_gate_asks_robots_before_every_origin_of_a_chain_and_cuts_an_endless_file()
    {
        await using var far = new HostileServer(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await peer.SendAsync("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /secret\n");
                while (request.StartsWith("GET /robots.txt", StringComparison.Ordinal)) await peer.SendAsync(new string('#', 10_000));
            }
        });
        await using var near = HostileServer.Answering(request => request.Split(' ')[1] switch
        {
            "/robots.txt" => HostileServer.Redirect(301, "/else/robots.txt"),
            "/else/robots.txt" => HostileServer.Ok("User-agent: *\nDisallow: /else/"),
            _ => HostileServer.Redirect(302, new Uri(far.Address, "/secret/x").AbsoluteUri),
        });
        using var gate = GateFor.Servers(near, far);

        var refusal = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(near.Address) { ObeyRobots = true }, Cancellation));

        Assert.Equal(SourceFault.Denied, refusal.Fault);
        Assert.Contains("asks MonitorBot not to fetch /secret/x", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(far.Requests, request => request.Contains("/secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Reads_the_shared_cases()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "robotstxt", "cases.shared.json") is null, SharedMaterial.Missing);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "robotstxt", "cases.shared.json")!));
        var (wrong, beyond, all) = (new List<string>(), 0, 0);
        foreach (var one in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            var text = one.TryGetProperty("robots_txt_base64", out var encoded) ? encoded.GetBytesFromBase64() : Encoding.UTF8.GetBytes(one.GetProperty("robots_txt").GetString()!);
            var url = one.GetProperty("url").GetString()!;
            var rest = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? url[(scheme + 3)..] : url;
            var path = rest.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? rest[slash..] : "/";
            var right = RobotsRules.Parse(text, one.GetProperty("user_agent").GetString()!).Allows(path) == one.GetProperty("allowed").GetBoolean();
            all++;
            if (right) continue;
            if (one.GetProperty("google_only").GetBoolean()) beyond++;
            else wrong.Add(one.ToString());
        }

        TestContext.Current.SendDiagnosticMessage($"robots.txt: {all} cases, {beyond} that are only one crawler's custom differ");
        Assert.Empty(wrong);
    }

    private RobotsCache Cache(Func<Uri, GateAnswer> answer) => new((address, _) => Task.FromResult(answer(address)), "MonitorBot", clock);

    private static GateAnswer Answer(int status, string body) =>
        ScriptedGate.Answer(new GateRequest(new Uri("https://example.org/robots.txt")), Encoding.UTF8.GetBytes(body), "text/plain", (HttpStatusCode)status);
}
