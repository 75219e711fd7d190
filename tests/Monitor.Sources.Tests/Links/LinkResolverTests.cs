using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Monitor.Core.Normalizing;
using Monitor.Sources.Http;
using Monitor.Sources.Links;
using Monitor.Sources.Tests.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Links;

/// <summary>A shortener on loopback, reached through the real gate.</summary>
public sealed class LinkResolverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Follows_chains_of_up_to_five_hops(int hops)
    {
        await using var server = Shortener();

        var resolution = await ResolveAsync(server, $"s/{hops}");

        Assert.Equal((LinkOutcome.Found, null), (resolution.Outcome, resolution.Note));
        Assert.Equal(hops, resolution.Hops.Count);
        Assert.Equal($"{server.Address}home", resolution.Hops[^1]);
        Assert.All(server.Requests, request => Assert.StartsWith("HEAD ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gives_up_a_longer_chain_and_says_so()
    {
        await using var server = Shortener();

        var resolution = await ResolveAsync(server, "s/6");

        Assert.Equal((LinkOutcome.Astray, "It leads on for more than 5 hops."), (resolution.Outcome, resolution.Note));
        Assert.DoesNotContain($"{server.Address}home", resolution.Hops);
        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData("loop", LinkOutcome.Astray, 1)]
    [InlineData("self", LinkOutcome.Astray, 0)]
    [InlineData("gone", LinkOutcome.Gone, 0)]
    [InlineData("nothing", LinkOutcome.Gone, 0)]
    [InlineData("private", LinkOutcome.Refused, 1)]
    [InlineData("ftp", LinkOutcome.Refused, 0)]
    [InlineData("trouble", LinkOutcome.Failed, 0)]
    [InlineData("forbidden", LinkOutcome.Failed, 0)]
    [InlineData("limited", LinkOutcome.Limited, 0)]
    [InlineData("meta", LinkOutcome.Found, 1)]
    [InlineData("nohead", LinkOutcome.Found, 1)]
    [InlineData("wrapped", LinkOutcome.Found, 2)]
    [InlineData("page", LinkOutcome.Found, 0)]
    [InlineData("canonical", LinkOutcome.Found, 0)]
    [InlineData("todead", LinkOutcome.Found, 1)]
    public async Task Says_how_it_ended_and_how_far_it_came(string path, LinkOutcome outcome, int hops)
    {
        await using var server = Shortener();

        var resolution = await ResolveAsync(server, $"s/{path}");

        Assert.Equal((outcome, hops), (resolution.Outcome, resolution.Hops.Count));
    }

    [Fact]
    public async Task A_private_target_is_recorded_and_never_asked()
    {
        await using var inner = HostileServer.Answering(HostileServer.Ok("inner"));
        await using var server = HostileServer.Answering(HostileServer.Redirect(302, $"http://127.0.0.1:{inner.Port}/admin"));

        var resolution = await ResolveAsync(server, "s/x");

        Assert.Equal((LinkOutcome.Refused, 0), (resolution.Outcome, inner.Connections));
        Assert.Equal([$"http://127.0.0.1:{inner.Port}/admin"], resolution.Hops);
        Assert.Contains("Monitor:Network:AllowPrivate", resolution.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stays_away_for_as_long_as_the_host_asks()
    {
        await using var server = Shortener();

        Assert.Equal(TimeSpan.FromSeconds(90), (await ResolveAsync(server, "s/limited")).RetryAfter);
    }

    [Fact]
    public async Task Asks_nobody_at_home()
    {
        await using var server = HostileServer.Answering(HostileServer.Redirect(301, "https://acme.example/x"));

        var resolution = await ResolveAsync(server, "s/x", new LinkRules { Homes = ["acme.example"] });

        Assert.Equal((LinkOutcome.Found, 1), (resolution.Outcome, server.Requests.Count));
        Assert.Equal(["https://acme.example/x"], resolution.Hops);
    }

    [Fact]
    public async Task Paces_one_host_by_the_clock_and_not_another()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var asked = new List<(string Host, TimeSpan At)>();
        var start = clock.GetUtcNow();
        var gate = new AnsweringGate(request =>
        {
            lock (asked) asked.Add((request.Address.Host, clock.GetUtcNow() - start));
            return ScriptedGate.Answer(request, [], "text/html", HttpStatusCode.MovedPermanently, ("Location", "https://acme.example/"));
        });
        var resolver = new LinkResolver(gate, clock);
        var rules = new LinkRules { Pace = TimeSpan.FromSeconds(10), Homes = ["acme.example"] };

        var all = Task.WhenAll(new[] { "https://t.co/a", "https://t.co/b", "https://t.co/c", "https://bit.ly/d" }.Select(address => resolver.ResolveAsync(address, rules, Cancellation)));
        for (var second = 0; second < 40 && !all.IsCompleted; second++)
        {
            await Task.Yield();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(all, Task.Run(() => { }, Cancellation));
        }

        await all;
        Assert.Equal([TimeSpan.Zero], asked.Where(one => one.Host == "bit.ly").Select(one => one.At));
        var times = asked.Where(one => one.Host == "t.co").Select(one => one.At).ToList();
        Assert.Equal(3, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(10), string.Join(", ", times)));
    }

    [Fact]
    public async Task A_host_that_never_answers_fails_within_a_minute()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var gate = new AnsweringGate(async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return null!;
        });
        var asking = new LinkResolver(gate, clock).ResolveAsync("https://t.co/a", new LinkRules(), Cancellation);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(LinkOutcome.Failed, (await asking).Outcome);
    }

    [Theory]
    [InlineData("0;url=https://acme.com/", "https://acme.com/")]
    [InlineData(" 5 ; URL = 'https://acme.com/' ", "https://acme.com/")]
    [InlineData("0, https://acme.com/", "https://acme.com/")]
    [InlineData("0.5;url=\"/x\"", "/x")]
    [InlineData("0;url='https://acme.com/", "https://acme.com/")]
    [InlineData("300;url=https://acme.com/", null)]
    [InlineData("5", null)]
    [InlineData("", null)]
    [InlineData("url=https://acme.com/", null)]
    public void Reads_meta_refresh_as_browsers_do(string content, string? target) => Assert.Equal(target, MetaRefresh.Read(content));

    [Fact]
    public async Task Follows_none_of_the_shared_chains_to_where_it_may_not_go()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "ssrf", "vectors.shared.json") is null, SharedMaterial.Missing);
        var chains = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedMaterial.Path("corpora", "ssrf", "vectors.shared.json")!, Cancellation)).RootElement.GetProperty("redirects");
        var followed = 0;
        foreach (var step in chains.EnumerateArray().Select(one => one.GetProperty("chain")[0].GetString()!))
        {
            if (step.Split(' ', 2) is not [var status, var rest] || status is not ("302" or "200")) continue;
            followed++;
            await using var canary = HostileServer.Answering(HostileServer.Ok("reached"));
            rest = rest.Replace("{PORT}", $"{canary.Port}", StringComparison.Ordinal);
            await using var server = HostileServer.Answering(status == "302" ? HostileServer.Redirect(302, rest) : HostileServer.Ok(rest, "Content-Type: text/html\r\n"));
            var dialled = new List<IPEndPoint>();
            using var gate = GateFor.PublicNames(server, new ScriptedResolver(new() { ["*"] = [["93.184.216.34"]] }), dialled);

            var resolution = await new LinkResolver(gate, TimeProvider.System).ResolveAsync("http://pub.test/x", new LinkRules { Pace = TimeSpan.Zero }, Cancellation);

            Assert.Equal((rest, LinkOutcome.Refused), (rest, resolution.Outcome));
            Assert.All(dialled, endpoint => Assert.Equal("93.184.216.34:80", endpoint.ToString()));
            Assert.Equal(0, canary.Connections);
        }

        TestContext.Current.SendDiagnosticMessage($"SSRF: {followed} chains that a short link could begin, 0 followed");
        Assert.Equal(6, followed);
    }

    private static async Task<Resolution> ResolveAsync(HostileServer server, string path, LinkRules? rules = null)
    {
        using var gate = GateFor.Servers(server);
        rules = (rules ?? new LinkRules()) with { Pace = TimeSpan.Zero, Shorteners = new Shorteners([$"{server.Place}/s"], guess: false) };
        return await new LinkResolver(gate, TimeProvider.System).ResolveAsync($"{server.Address}{path}", rules, Cancellation);
    }

    private static HostileServer Shortener() => new(async peer =>
    {
        while (await peer.ReadRequestAsync() is { } request) await peer.SendAsync(Answer(request));
    });

    [SuppressMessage("Globalization", "CA1305", Justification = "Small numbers.")]
    private static string Answer(string request)
    {
        var head = request.StartsWith("HEAD", StringComparison.Ordinal);
        var path = request.Split(' ')[1];
        return path switch
        {
            "/s/1" => HostileServer.Redirect(301, "/home"),
            "/s/2" or "/s/3" or "/s/4" or "/s/5" or "/s/6" => HostileServer.Redirect(302, $"/s/{int.Parse(path[3..]) - 1}"),
            "/s/loop" => HostileServer.Redirect(302, "/s/pool"),
            "/s/pool" => HostileServer.Redirect(302, "/s/loop"),
            "/s/self" => HostileServer.Redirect(302, "/s/self"),
            "/s/gone" => Status(410),
            "/s/nothing" => Status(404),
            "/s/private" => HostileServer.Redirect(302, "http://10.0.0.1/x"),
            "/s/ftp" => HostileServer.Redirect(302, "ftp://acme.example/x"),
            "/s/trouble" => Status(500),
            "/s/forbidden" => Status(403),
            "/s/limited" => Status(429, "Retry-After: 90\r\n"),
            "/s/nohead" => head ? Status(405) : HostileServer.Redirect(301, "/home"),
            "/s/wrapped" => HostileServer.Redirect(301, $"https://www.google.com/url?q=http%3A%2F%2F{request.Split("Host: ")[1].Split('\r')[0]}%2Fhome"),
            "/s/todead" => HostileServer.Redirect(301, "/dead"),
            "/dead" => Status(404),
            "/s/meta" => Page("<title>x</title><noscript><META http-equiv=\"Refresh\" content=\"0;URL=/home\"></noscript>", head),
            "/s/canonical" => Page("<link rel=canonical href=/home>", head),
            _ => Page("hello", head),
        };
    }

    private static string Status(int status, string headers = "") => $"HTTP/1.1 {status} So\r\nContent-Length: 0\r\n{headers}\r\n";

    private static string Page(string html, bool head) => $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {html.Length}\r\n\r\n{(head ? "" : html)}";
}
