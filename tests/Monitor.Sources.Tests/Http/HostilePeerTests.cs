using System.Net;
using System.Net.Sockets;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Http;

/// <summary>What peers do wrong, and what the gate then says.</summary>
public sealed class HostilePeerTests
{
    private static readonly GateOptions Impatient = new() { Timeout = TimeSpan.FromMilliseconds(400), LeastRate = 1 << 20 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow: ")]
    public async Task A_peer_that_never_finishes_its_headers_is_left(string start)
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(start);
            await peer.HangAsync();
        });

        var failure = await FailAsync(server, Impatient);

        Assert.Equal(SourceFault.Transient, failure.Fault);
        Assert.StartsWith($"http://{server.Place} did not answer within 0.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trickle_of_a_body_is_cut_before_the_deadline()
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            while (true)
            {
                await peer.SendAsync("x");
                await Task.Delay(10, peer.Closing);
            }
        });

        var started = TimeProvider.System.GetTimestamp();
        var failure = await FailAsync(server, Impatient with { Timeout = TimeSpan.FromSeconds(4) });

        Assert.Equal(SourceFault.Transient, failure.Fault);
        Assert.Contains("was too slow in sending its body", failure.Message, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(3.8));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "2710\r\n", "\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "", "")]
    public async Task An_endless_body_is_cut_at_its_bound(string head, string before, string after)
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(head);
            while (true) await peer.SendAsync(before + new string('x', 10_000) + after);
        });

        var failure = await FailAsync(server, new GateOptions { MaxBytes = 200_000 });

        Assert.Equal(SourceFault.Malformed, failure.Fault);
        Assert.Contains("larger than 200000 bytes (sent); raise Monitor:Network:MaxBytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_announces_too_much_is_not_read()
    {
        await using var server = HostileServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");

        Assert.Equal(SourceFault.Malformed, (await FailAsync(server, new GateOptions())).Fault);
    }

    [Fact]
    public async Task A_body_shorter_than_announced_is_no_success()
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        });

        var failure = await FailAsync(server, new GateOptions());

        Assert.Equal(SourceFault.Transient, failure.Fault);
        Assert.Contains("broke off before its answer was whole", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_longer_than_announced_is_read_as_announced_and_the_rest_is_no_answer_to_anything()
    {
        await using var server = HostileServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfourHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        using var gate = GateFor.Servers(server);

        for (var turn = 0; turn < 3; turn++)
            Assert.Equal("four", Encoding.ASCII.GetString((await gate.SendAsync(new GateRequest(server.Address), Cancellation)).Body.Span));
    }

    [Fact]
    public async Task A_chunked_body_without_its_end_is_no_success()
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n");
        });

        Assert.Equal(SourceFault.Transient, (await FailAsync(server, new GateOptions())).Fault);
    }

    [Theory]
    [InlineData(1, 80_000)]
    [InlineData(10_000, 10)]
    public async Task Headers_beyond_64_KiB_are_refused(int count, int length)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(number => $"Set-Cookie: {number}={new string('x', length)}\r\n"));
        await using var server = HostileServer.Answering($"HTTP/1.1 200 OK\r\n{headers}Content-Length: 0\r\n\r\n");

        var failure = await FailAsync(server, new GateOptions());

        Assert.Equal(SourceFault.Malformed, failure.Fault);
        Assert.Contains("64 KiB of headers", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>hello</html>\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n")]
    public async Task What_is_not_http_becomes_a_fault(string bytes)
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(bytes);
        });
        using var gate = GateFor.Servers(server);

        var outcome = await Record.ExceptionAsync(() => gate.SendAsync(new GateRequest(server.Address), Cancellation));

        Assert.True(outcome is null or SourceException, outcome?.ToString());
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n")]
    public async Task A_storm_of_interim_answers_ends_by_the_deadline(string interim)
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            while (true) await peer.SendAsync(string.Concat(Enumerable.Repeat(interim, 100)));
        });

        Assert.IsType<SourceException>(await FailAsync(server, Impatient));
    }

    [Fact]
    public async Task Switching_protocols_unasked_ends_by_the_deadline()
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\n\r\n");
            await peer.HangAsync();
        });

        Assert.Equal(SourceFault.Transient, (await FailAsync(server, Impatient)).Fault);
    }

    [Fact]
    public async Task Redirects_end_after_five()
    {
        await using var server = HostileServer.Answering(request =>
        {
            var at = int.Parse(request.Split(' ')[1][1..]);
            return at == 0 ? HostileServer.Ok("home") : HostileServer.Redirect(302, $"/{at - 1}");
        });
        using var gate = GateFor.Servers(server);

        Assert.Equal(6, (await gate.SendAsync(new GateRequest(new Uri(server.Address, "/5")), Cancellation)).Hops.Count);
        var failure = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(new Uri(server.Address, "/6")), Cancellation));

        Assert.Equal(SourceFault.Malformed, failure.Fault);
        Assert.Contains("more than 5 times", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circle_of_redirects_is_called_one()
    {
        await using var server = HostileServer.Answering(request => HostileServer.Redirect(301, request.Split(' ')[1] == "/" ? "/b" : "/"));

        var failure = await FailAsync(server, new GateOptions());

        Assert.Contains("redirects in a circle", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_that_grows_for_ever_ends_too()
    {
        await using var server = HostileServer.Answering(request => HostileServer.Redirect(302, request.Split(' ')[1] + "?x"));

        Assert.Equal(SourceFault.Malformed, (await FailAsync(server, new GateOptions())).Fault);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_closed_is_tried_once_anew()
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(HostileServer.Ok("one"));
            if (peer.Number == 1) await peer.ReadRequestAsync();
        });
        using var gate = GateFor.Servers(server);

        await gate.SendAsync(new GateRequest(server.Address), Cancellation);
        var second = await gate.SendAsync(new GateRequest(server.Address), Cancellation);

        Assert.Equal("one", Encoding.ASCII.GetString(second.Body.Span));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task What_was_posted_is_never_posted_twice()
    {
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            if (peer.Number > 1) return;
            await peer.SendAsync(HostileServer.Ok("one"));
            await peer.ReadRequestAsync();
        });
        using var gate = GateFor.Servers(server);
        var post = new GateRequest(server.Address) { Method = HttpMethod.Post, Body = "x"u8.ToArray() };

        await gate.SendAsync(post, Cancellation);
        var failure = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(post, Cancellation));

        Assert.Equal(SourceFault.Transient, failure.Fault);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_closed_port_and_an_unknown_name_say_so()
    {
        var place = new Uri($"http://127.0.0.1:{FreePort()}/");
        using var gate = new WebGate(new GateOptions { AllowPrivate = [$"127.0.0.1:{place.Port}"] }, TimeProvider.System, new ScriptedResolver([]));

        var refused = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(place), Cancellation));
        var unknown = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(new Uri("https://nowhere.example/")), Cancellation));

        Assert.Equal((SourceFault.Transient, $"http://127.0.0.1:{place.Port} refuses connections."), (refused.Fault, refused.Message));
        Assert.Equal(SourceFault.Transient, unknown.Fault);
        Assert.StartsWith("https://nowhere.example cannot be found", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_hundred_hosts_that_fail_at_once_fail_alone()
    {
        await using var server = HostileServer.Answering(HostileServer.Ok("well"));
        using var gate = GateFor.Servers(server);

        var failing = Enumerable.Range(0, 500).Select(number => Record.ExceptionAsync(() => gate.SendAsync(new GateRequest(new Uri($"https://host{number}.example/")), Cancellation)).AsTask()).ToArray();
        var well = await gate.SendAsync(new GateRequest(server.Address), Cancellation);

        Assert.Equal(HttpStatusCode.OK, well.Status);
        Assert.All(await Task.WhenAll(failing), failure => Assert.Equal(SourceFault.Transient, Assert.IsType<SourceException>(failure).Fault));
    }

    [Fact]
    public async Task The_environments_proxy_is_never_used_and_a_configured_one_always()
    {
        await using var proxy = HostileServer.Answering(HostileServer.Ok("by proxy"));
        await using var server = HostileServer.Answering(HostileServer.Ok("direct"));
        Environment.SetEnvironmentVariable("http_proxy", proxy.Address.AbsoluteUri);
        using var direct = GateFor.Servers(server);
        var straight = await direct.SendAsync(new GateRequest(server.Address), Cancellation);
        Environment.SetEnvironmentVariable("http_proxy", null);
        using var through = new WebGate(new GateOptions { Proxy = proxy.Address }, TimeProvider.System, new ScriptedResolver(new() { ["inner.example"] = [["10.0.0.1"]] }));

        var proxied = await through.SendAsync(new GateRequest(new Uri("http://public.example/x")), Cancellation);
        var literal = await Assert.ThrowsAsync<SourceException>(() => through.SendAsync(new GateRequest(server.Address), Cancellation));
        var inner = await Assert.ThrowsAsync<SourceException>(() => through.SendAsync(new GateRequest(new Uri("http://inner.example/")), Cancellation));

        Assert.Equal("direct", Encoding.ASCII.GetString(straight.Body.Span));
        Assert.Equal("by proxy", Encoding.ASCII.GetString(proxied.Body.Span));
        Assert.StartsWith("GET http://public.example/x HTTP/1.1", Assert.Single(proxy.Requests), StringComparison.Ordinal);
        Assert.Equal((SourceFault.Denied, SourceFault.Denied), (literal.Fault, inner.Fault));
    }

    private static async Task<SourceException> FailAsync(HostileServer server, GateOptions options)
    {
        using var gate = GateFor.Servers(options, server);
        return await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(server.Address), Cancellation));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
