using System.Net;
using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Http;

public sealed class AddressGuardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.0/8", "http://10.1.2.3/", true)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3:6379/", false)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3:6379/", false)]
    [InlineData("10.0.0.0/8:9090", "http://10.1.2.3:9090/", true)]
    [InlineData("10.0.0.0/8:9090", "http://10.1.2.3/", false)]
    [InlineData("127.0.0.1:8081", "http://127.0.0.1:8081/", true)]
    [InlineData("127.0.0.1:8081", "http://localhost:8081/", true)]
    [InlineData("127.0.0.1:8081", "http://[::ffff:127.0.0.1]:8081/", true)]
    [InlineData("127.0.0.1:8081", "http://127.0.0.1:8082/", false)]
    [InlineData("127.0.0.1:8081", "http://127.0.0.1/", false)]
    [InlineData("127.0.0.1:8081", "http://127.0.0.2:8081/", false)]
    [InlineData("127.0.0.1:8081", "http://[::1]:8081/", false)]
    [InlineData("[::1]:8081", "http://[::1]:8081/", true)]
    [InlineData("::1", "http://[::1]/", true)]
    [InlineData("fd00::/8", "http://[fd12::1]/", true)]
    [InlineData("localhost:9000", "http://localhost:9000/", true)]
    [InlineData("localhost:9000", "http://127.0.0.1:9000/", false)]
    [InlineData("8.8.8.8:8000", "http://8.8.8.8:8000/", true)]
    [InlineData("10.0.0.1", "http://[64:ff9b::a00:1]/", false)]
    public void Opens_exactly_what_is_named(string entry, string address, bool open)
    {
        var refusal = Record.Exception(() => new AddressGuard([entry]).Admit(new Uri(address)));

        Assert.Equal(open, refusal is null);
    }

    [Fact]
    public async Task A_name_that_was_named_may_lead_where_it_leads_and_a_neighbour_may_not()
    {
        await using var server = HostileServer.Answering(HostileServer.Ok("inner"));
        var dialled = new List<IPEndPoint>();
        var resolver = new ScriptedResolver(new() { ["*"] = [["10.0.0.7"]] });
        using var gate = GateFor.PublicNames(server, resolver, dialled, new GateOptions { AllowPrivate = ["wiki.internal", "example.org:8000"] });

        await gate.SendAsync(new GateRequest(new Uri("http://WIKI.internal./page")), Cancellation);
        await gate.SendAsync(new GateRequest(new Uri("http://example.org:8000/")), Cancellation);
        var refusal = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(new Uri("http://other.internal/")), Cancellation));

        Assert.Equal(["10.0.0.7:80", "10.0.0.7:8000"], dialled.Select(endpoint => endpoint.ToString()));
        Assert.Equal("other.internal leads to 10.0.0.7:80, a private address; name 10.0.0.7:80 in Monitor:Network:AllowPrivate to allow it.", refusal.Message);
        Assert.Contains("\r\nHost: wiki.internal\r\n", server.Requests.First(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://localhost./")]
    [InlineData("http://x.localhost/")]
    [InlineData("http://\u2460\u2461\u2466.\u24EA.\u24EA.\u2460/")]
    [InlineData("http://127\u30020\u30020\u30021/")]
    [InlineData("http://\u24DBocalhost/")]
    [InlineData("http://loc\u00ADalhost/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[2001:4860:1::200:5efe:7f00:1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://0/")]
    [InlineData("http://256.1.1.1/")]
    [InlineData("http://1.2.3.4.5/")]
    [InlineData("http://user:pass@example.org/")]
    [InlineData("http://user@example.org/")]
    [InlineData("http://1.1.1.1 &@2.2.2.2# @3.3.3.3/")]
    [InlineData("http://example.org\\@127.0.0.1/")]
    [InlineData("http://example.org/a\\b")]
    [InlineData("http://exa\nmple.org/")]
    [InlineData("http://example.org/\r\nX: 1")]
    [InlineData("http://example.org:25/")]
    [InlineData("http://8.8.8.8:53/")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//127.0.0.1/")]
    [InlineData("source:http://127.0.0.1/")]
    [InlineData("feed:http://127.0.0.1/")]
    [InlineData("feed:feed:http://example.org/")]
    public void Refuses_every_spelling_of_what_may_not_be_reached(string text)
    {
        if (WebAddress.TryParse(text, out var address, out _)) Assert.Throws<SourceException>(() => new AddressGuard([]).Admit(address));
        if (Uri.TryCreate(text, UriKind.Absolute, out var parsed)) Assert.Equal(SourceFault.Denied, Assert.Throws<SourceException>(() => new AddressGuard([]).Admit(parsed)).Fault);
    }

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("HTTPS://EXAMPLE.org./")]
    [InlineData("http://b\u00FCcher.example/")]
    [InlineData("http://xn--bcher-kva.example/")]
    [InlineData("http://a_b.example.org/")]
    [InlineData("https://127.example.org/")]
    [InlineData("http://example.org:8080/?u=http://127.0.0.1/")]
    [InlineData("http://example.org/a b?q=a\\b")]
    [InlineData("http://example.org#@127.0.0.1/")]
    [InlineData("http://8.8.8.8:8443/")]
    [InlineData("http://[2001:4860:4860::8888]/")]
    [InlineData("http://[64:ff9b::808:808]/")]
    [InlineData("feed://example.org/rss")]
    public void Admits_what_is_public_however_it_looks(string text)
    {
        Assert.True(WebAddress.TryParse(text, out var address, out var problem), problem);
        Assert.DoesNotContain("./", new AddressGuard([]).Admit(address).AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.1:0")]
    [InlineData("8081")]
    [InlineData("10.0.0.1:99999")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a b")]
    public void An_entry_that_cannot_be_read_says_what_one_looks_like(string entry)
    {
        Assert.False(AllowedPlace.TryParse(entry, out _, out var problem));
        Assert.Contains("10.0.0.0/8", problem, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => new AddressGuard([entry]));
    }

    [Fact]
    public void Judges_the_shared_addresses_as_they_are_marked()
    {
        var wrong = new List<string>();
        var all = 0;
        foreach (var one in Vectors("ip"))
        {
            all++;
            var address = IPAddress.Parse(one.GetProperty("ip").GetString()!);
            if (SpecialAddresses.KindOf(address) is null != (one.GetProperty("verdict").GetString() == "allow")) wrong.Add(one.ToString());
        }

        TestContext.Current.SendDiagnosticMessage($"SSRF: {all} addresses");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(0)]
    public async Task Reaches_of_the_shared_urls_what_may_be_reached_and_nothing_else(int port)
    {
        await using var canary = HostileServer.Answering(HostileServer.Ok("reached"));
        var wrong = new List<string>();
        var all = 0;
        foreach (var one in Vectors("url"))
        {
            all++;
            var text = one.GetProperty("url").GetString()!.Replace("{PORT}", $"{(port == 0 ? canary.Port : port)}", StringComparison.Ordinal);
            var dialled = new List<IPEndPoint>();
            using var gate = GateFor.PublicNames(canary, World(), dialled);
            var failure = WebAddress.TryParse(text, out var address, out _)
                ? await Record.ExceptionAsync(() => gate.SendAsync(new GateRequest(address), Cancellation))
                : new SourceException(SourceFault.Denied, "not an address");
            var reached = dialled.Count > 0;
            var denied = failure is SourceException { Fault: SourceFault.Denied };
            if (one.GetProperty("expect").GetString() == "allow" ? denied || !reached : !denied || reached) wrong.Add($"{text}: {failure?.Message}");

            // The same, handed over as a Uri that somebody else parsed.
            if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || text.StartsWith("feed:", StringComparison.Ordinal)) continue;
            dialled.Clear();
            using var fresh = GateFor.PublicNames(canary, World(), dialled);
            await Record.ExceptionAsync(() => fresh.SendAsync(new GateRequest(parsed), Cancellation));
            if (dialled.Count > 0 != (one.GetProperty("expect").GetString() == "allow")) wrong.Add($"{text} as a Uri");
        }

        TestContext.Current.SendDiagnosticMessage($"SSRF: {all} URLs, canary asked {canary.Connections} times");
        Assert.Empty(wrong);
        Assert.True(canary.Connections > 0, "The canary would not have noticed.");
    }

    [Fact]
    public async Task Follows_none_of_the_shared_redirects_to_where_it_may_not_go()
    {
        var followed = 0;
        foreach (var one in Vectors("redirects"))
        {
            if (one.GetProperty("chain")[0].GetString()!.Split(' ', 2) is not ["302", var target] || !target.Contains(':', StringComparison.Ordinal)) continue;
            followed++;
            await using var canary = HostileServer.Answering(HostileServer.Ok("reached"));
            await using var server = HostileServer.Answering(HostileServer.Redirect(302, target.Replace("{PORT}", $"{canary.Port}", StringComparison.Ordinal)));
            var dialled = new List<IPEndPoint>();
            using var gate = GateFor.PublicNames(server, World(), dialled);

            var failure = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(new Uri("http://pub.test/")), Cancellation));

            Assert.Equal((target, SourceFault.Denied), (target, failure.Fault));
            Assert.Equal(["93.184.216.34:80"], dialled.Select(endpoint => endpoint.ToString()));
            Assert.Equal(0, canary.Connections);
        }

        Assert.True(followed >= 4);
    }

    [Theory]
    [InlineData("127.0.0.1\\@example.org/")]
    [InlineData("//127.0.0.1/")]
    [InlineData("\\\\127.0.0.1\\x")]
    [InlineData("/\\127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass@example.org/")]
    [InlineData("http://example.org:25/")]
    [InlineData("http://exa mple.org/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://rebound.test/")]
    public async Task Follows_no_location_that_is_spelled_to_mislead(string location)
    {
        await using var server = HostileServer.Answering(HostileServer.Redirect(302, location));
        var dialled = new List<IPEndPoint>();
        using var gate = GateFor.PublicNames(server, World(), dialled);

        var failure = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(new Uri("http://pub.test/")), Cancellation));

        Assert.Equal(SourceFault.Denied, failure.Fault);
        Assert.Single(dialled);
    }

    [Fact]
    public async Task Of_a_mixed_answer_only_the_public_address_is_used()
    {
        await using var server = HostileServer.Answering(HostileServer.Ok("x"));
        var dialled = new List<IPEndPoint>();
        using var gate = GateFor.PublicNames(server, new ScriptedResolver(new() { ["*"] = [["10.0.0.1", "93.184.216.34", "::ffff:127.0.0.1"]] }), dialled);

        await gate.SendAsync(new GateRequest(new Uri("http://mixed.test/")), Cancellation);

        Assert.Equal(["93.184.216.34:80"], dialled.Select(endpoint => endpoint.ToString()));
    }

    [Fact]
    public async Task A_name_that_leads_inside_at_the_third_connection_is_refused_there()
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(HostileServer.Ok("x", "Connection: close\r\n"));
        });
        var dialled = new List<IPEndPoint>();
        using var gate = GateFor.PublicNames(server, new ScriptedResolver(new() { ["*"] = [["93.184.216.34"], ["93.184.216.34"], ["192.168.1.1"]] }), dialled);
        var request = new GateRequest(new Uri("http://rebind.test/"));

        await gate.SendAsync(request, Cancellation);
        await gate.SendAsync(request, Cancellation);
        var refusal = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(request, Cancellation));

        Assert.Equal(SourceFault.Denied, refusal.Fault);
        Assert.Equal(2, dialled.Count);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_holds_the_next_one_up_for_a_moment_only()
    {
        await using var server = HostileServer.Answering(HostileServer.Ok("by IPv4"));
        var dialled = new List<string>();
        using var gate = new WebGate(new GateOptions(), TimeProvider.System, new ScriptedResolver(new() { ["*"] = [["2a00:1450::1", "2a00:1450::2", "93.184.216.34"]] }), async (endpoint, cancellation) =>
        {
            lock (dialled) dialled.Add(endpoint.Address.ToString());
            if (endpoint.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6) await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return await GuardedConnector.DialTcpAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellation);
        });
        var started = TimeProvider.System.GetTimestamp();

        await gate.SendAsync(new GateRequest(new Uri("http://dual.test/")), Cancellation);

        Assert.Equal(["2a00:1450::1", "93.184.216.34"], dialled);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Agrees_with_an_independent_table_on_a_million_addresses()
    {
        var random = new Random(20261122);
        for (var turn = 0; turn < 1_000_000; turn++)
        {
            var address = turn % 2 == 0 ? AddressOracle.AnyV4(random) : AddressOracle.AnyV6(random);
            if (AddressOracle.IsPublic(address) == (SpecialAddresses.KindOf(address) is null)) continue;
            Assert.Fail($"{address}: {SpecialAddresses.KindOf(address) ?? "public"}");
        }
    }

    [Fact]
    public void Reads_the_shared_urls_as_others_do_or_not_at_all()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "whatwg-url", "urltestdata.shared.json") is null, SharedMaterial.Missing);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "whatwg-url", "urltestdata.shared.json")!));
        var (all, read, refused) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (var one in cases.RootElement.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object))
        {
            all++;
            var input = one.GetProperty("input").GetString()!;
            var page = one.TryGetProperty("base", out var given) && given.GetString() is { } text && WebAddress.TryParse(text, out var parsed, out _) ? parsed : null;
            Uri? address;
            var accepted = page is null ? WebAddress.TryParse(input, out address, out _) : WebAddress.TryResolve(page, input, out address, out _);
            var fails = one.TryGetProperty("failure", out var failure) && failure.GetBoolean();
            if (!accepted) refused++;
            else if (fails) wrong.Add($"{input} ({page}) is no URL, read as {address}");
            else if (Plain(one.GetProperty("hostname").GetString()!) != Plain(WebAddress.Host(address!))) wrong.Add($"{input} ({page}) is {one.GetProperty("href")}, read as {address}");
            else read++;
        }

        TestContext.Current.SendDiagnosticMessage($"WHATWG URLs: {all}, {read} read with the same host, {refused} refused, {wrong.Count} read otherwise:\n{string.Join('\n', wrong)}");
        Assert.Equal(0, wrong.Count(line => !line.Contains("is no URL", StringComparison.Ordinal)));

        static string Plain(string host) => IPAddress.TryParse(host, out var address) ? address.ToString() : host.TrimEnd('.');
    }

    private static ScriptedResolver World() => new(new()
    {
        ["*"] = [["93.184.216.34"]],
        ["host.docker.internal"] = [["192.168.65.254"]],
        ["169.254.169.254.nip.io"] = [["169.254.169.254"]],
        ["rebound.test"] = [["fd00::1"]],
    });

    private static JsonElement.ArrayEnumerator Vectors(string part)
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora", "ssrf", "vectors.shared.json") is null, SharedMaterial.Missing);
        return JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.Path("corpora", "ssrf", "vectors.shared.json")!)).RootElement.GetProperty(part).EnumerateArray();
    }
}
