using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Tests.Http;

public sealed class WebGateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_who_it_is_and_sends_validators_verbatim()
    {
        await using var server = HostileServer.Answering("HTTP/1.1 304 Not Modified\r\nETag: W/odd\r\n\r\n");
        using var gate = GateFor.Servers(new GateOptions { UserAgent = GateOptions.Agent("ops@example.org") }, server);

        var answer = await gate.SendAsync(new GateRequest(server.Address) { Validators = new("W/odd", "yesterday, perhaps") }, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, answer.Status);
        Assert.Equal("W/odd", answer.Validators.ETag);
        var request = Assert.Single(server.Requests);
        Assert.Contains("\r\nIf-None-Match: W/odd\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nIf-Modified-Since: yesterday, perhaps\r\n", request, StringComparison.Ordinal);
        Assert.Matches(@"\r\nUser-Agent: MonitorBot/\d+\.\d+ \(\+mailto:ops@example\.org\)\r\n", request);
    }

    [Fact]
    public async Task Refuses_a_private_address_by_naming_the_mend()
    {
        await using var server = HostileServer.Answering(HostileServer.Ok("secret"));
        using var gate = new WebGate(new GateOptions(), TimeProvider.System, new ScriptedResolver([]));

        var refusal = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(server.Address), Cancellation));

        Assert.Equal(SourceFault.Denied, refusal.Fault);
        Assert.Equal($"{server.Place} is a loopback address; name {server.Place} in Monitor:Network:AllowPrivate to allow it.", refusal.Message);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Follows_redirects_and_remembers_where_permanent_ones_lead()
    {
        await using var server = HostileServer.Answering(request => request.Split(' ')[1] switch
        {
            "/a" => HostileServer.Redirect(301, "/b"),
            "/b" => HostileServer.Redirect(308, "c?d=é"),
            "/t" => HostileServer.Redirect(302, "/a"),
            _ => HostileServer.Ok("here"),
        });
        using var gate = GateFor.Servers(server);

        var moved = await gate.SendAsync(new GateRequest(new Uri(server.Address, "/a#part")), Cancellation);
        var lent = await gate.SendAsync(new GateRequest(new Uri(server.Address, "/t")), Cancellation);

        Assert.Equal("here", Encoding.UTF8.GetString(moved.Body.Span));
        Assert.Equal(3, moved.Hops.Count);
        Assert.Equal("/c", moved.MovedTo?.AbsolutePath);
        Assert.Equal("#part", moved.Address.Fragment);
        Assert.Null(lent.MovedTo);
        Assert.Equal(4, lent.Hops.Count);
    }

    [Fact]
    public async Task Does_not_follow_when_told_not_to()
    {
        await using var server = HostileServer.Answering(HostileServer.Redirect(302, "/else"));
        using var gate = GateFor.Servers(server);

        var answer = await gate.SendAsync(new GateRequest(server.Address) { FollowRedirects = false }, Cancellation);

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(303, "POST", "GET")]
    [InlineData(302, "POST", "GET")]
    [InlineData(301, "POST", "GET")]
    [InlineData(307, "POST", "POST")]
    [InlineData(308, "POST", "POST")]
    [InlineData(303, "HEAD", "HEAD")]
    [InlineData(302, "PUT", "PUT")]
    public async Task Rewrites_the_method_as_the_status_asks(int status, string method, string then)
    {
        await using var server = HostileServer.Answering(request =>
            request.Split(' ')[1] == "/" ? HostileServer.Redirect(status, "/then") : "HTTP/1.1 204 No Content\r\n\r\n");
        using var gate = GateFor.Servers(server);

        await gate.SendAsync(new GateRequest(server.Address) { Method = new HttpMethod(method), Body = method == "HEAD" ? default : "x=1"u8.ToArray() }, Cancellation);

        Assert.StartsWith($"{then} /then ", server.Requests.Last(), StringComparison.Ordinal);
        Assert.Equal(then is "POST" or "PUT", server.Requests.Last().Contains("Content-Length: 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shows_credentials_to_their_origin_only_and_never_again_after_leaving_it()
    {
        HostileServer? home = null;
        await using var other = HostileServer.Answering(_ => HostileServer.Redirect(302, new Uri(home!.Address, "/back").AbsoluteUri));
        await using (home = HostileServer.Answering(request => request.Split(' ')[1] switch
        {
            "/" => HostileServer.Redirect(302, "/near"),
            "/near" => HostileServer.Redirect(307, other.Address.AbsoluteUri),
            _ => HostileServer.Ok(""),
        }))
        {
            using var gate = GateFor.Servers(home, other);
            await gate.SendAsync(
                new GateRequest(home.Address) { Authorization = new Secret("Bearer s3cret"), Headers = [new("X-Api-Key", "k3y"), new("Cookie", "c=1")] },
                Cancellation);

            var seen = home.Requests.Concat(other.Requests).Select(request => (request.Split(' ')[1], request.Contains("s3cret", StringComparison.Ordinal), request.Contains("k3y", StringComparison.Ordinal), request.Contains("c=1", StringComparison.Ordinal))).ToArray();
            Assert.Equal([("/", true, true, true), ("/near", true, true, true), ("/back", false, false, false), ("/", false, false, false)], seen);
        }
    }

    [Fact]
    public async Task Carries_no_body_to_another_origin()
    {
        await using var other = HostileServer.Answering(HostileServer.Ok(""));
        await using var home = HostileServer.Answering(HostileServer.Redirect(307, other.Address.AbsoluteUri));
        using var gate = GateFor.Servers(home, other);

        var refusal = await Assert.ThrowsAsync<SourceException>(() =>
            gate.SendAsync(new GateRequest(home.Address) { Method = HttpMethod.Post, Body = "token=1"u8.ToArray() }, Cancellation));

        Assert.Equal(SourceFault.Denied, refusal.Fault);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public void Refuses_to_leave_https_with_credentials()
    {
        var request = new GateRequest(new Uri("https://example.org/")) { Authorization = new Secret("Bearer x") };

        var refusal = Assert.Throws<SourceException>(() => Redirection.Follow(request, Leg.First(request, request.Address), HttpStatusCode.Found, "http://example.org/"));

        Assert.Equal(SourceFault.Denied, refusal.Fault);
    }

    [Fact]
    public async Task Keeps_no_cookie()
    {
        await using var server = HostileServer.Answering(HostileServer.Ok("", "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n"));
        using var gate = GateFor.Servers(server);

        var answer = await gate.SendAsync(new GateRequest(server.Address), Cancellation);
        await gate.SendAsync(new GateRequest(server.Address), Cancellation);

        Assert.Equal(["a=1", "b=2"], answer.Headers["set-cookie"]);
        Assert.DoesNotContain(server.Requests, request => request.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Refuses_not_modified_of_what_nobody_knew()
    {
        await using var server = HostileServer.Answering("HTTP/1.1 304 Not Modified\r\n\r\n");
        using var gate = GateFor.Servers(server);

        var failure = await Assert.ThrowsAsync<SourceException>(() => gate.SendAsync(new GateRequest(server.Address), Cancellation));

        Assert.Equal(SourceFault.Malformed, failure.Fault);
    }

    [Fact]
    public async Task Lets_so_many_requests_to_a_host_at_a_time_over_as_many_connections()
    {
        // A connection too many was opened in one of a hundred first bursts.
        for (var round = 0; round < 40; round++)
        {
            var (now, most) = (0, 0);
            var counting = new Lock();
            await using var server = new HostileServer(async peer =>
            {
                while (await peer.ReadRequestAsync() is not null)
                {
                    var running = Interlocked.Increment(ref now);
                    lock (counting) most = Math.Max(most, running);
                    await Task.Yield();
                    Interlocked.Decrement(ref now);
                    await peer.SendAsync(HostileServer.Ok("x"));
                }
            });
            using var gate = GateFor.Servers(new GateOptions { PerHost = 3 }, server);

            await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => gate.SendAsync(new GateRequest(server.Address), Cancellation)));

            Assert.InRange(most, 1, 3);
            Assert.InRange(server.Connections, 1, 3);
            Assert.Equal(60, server.Requests.Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_a_body_of_megabytes_whole_whether_its_length_is_announced_or_not(bool announced)
    {
        var body = new byte[6_000_001];
        new Random(1).NextBytes(body);
        var head = announced ? $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n" : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(head, body);
        });
        using var gate = GateFor.Servers(server);

        var answer = await gate.SendAsync(new GateRequest(server.Address), Cancellation);

        Assert.True(answer.Body.Span.SequenceEqual(body));
    }

    [Fact]
    public async Task Cancellation_leaves_as_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = new HostileServer(async peer =>
        {
            await peer.ReadRequestAsync();
            await cancelled.CancelAsync();
            await peer.HangAsync();
        });
        using var gate = GateFor.Servers(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.SendAsync(new GateRequest(server.Address), cancelled.Token));
    }
}
