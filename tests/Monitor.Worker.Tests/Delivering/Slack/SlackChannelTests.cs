using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Testing;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Slack;

public sealed class SlackChannelTests
{
    private const string Webhook = "https://hooks.slack.com/services/T0CANARY0/B0CANARY0/canaryCANARYcanary";

    private readonly ScriptedGate gate = new();
    private readonly Conversation conversation = new();

    [Fact]
    public async Task Posts_one_message_of_JSON_and_follows_nothing()
    {
        gate.On(Webhook, "ok", "text/html");
        Assert.Equal("200 ok", await Send(Samples.Alert(Samples.Mention())));
        var request = Assert.Single(gate.Requests);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("application/json; charset=utf-8", request.ContentType);
        Assert.False(request.FollowRedirects);
        Assert.Null(request.Authorization);
        Assert.Equal("Acme Corp: new mention – Acme opens a shop", Body(request).GetProperty("text").GetString());
        Assert.Equal([$"> POST https://hooks.slack.com/••• ({request.Body.Length} bytes of JSON)", "< 200 ok"], conversation.Lines);
    }

    [Theory]
    [InlineData(404, "no_service", DeliveryFault.Denied)]
    [InlineData(410, "no_service", DeliveryFault.Denied)]
    [InlineData(410, "channel_is_archived", DeliveryFault.Denied)]
    [InlineData(404, "channel_not_found", DeliveryFault.Denied)]
    [InlineData(403, "invalid_token", DeliveryFault.Denied)]
    [InlineData(403, "action_prohibited", DeliveryFault.Denied)]
    [InlineData(403, "", DeliveryFault.Denied)]
    [InlineData(404, "<html>canaryCANARYcanary not found</html>", DeliveryFault.Denied)]
    [InlineData(400, "no_team", DeliveryFault.Denied)]
    [InlineData(400, "channel_is_archived", DeliveryFault.Denied)]
    [InlineData(405, "", DeliveryFault.Rejected)]
    [InlineData(301, "", DeliveryFault.Rejected)]
    [InlineData(302, "ok", DeliveryFault.Rejected)]
    [InlineData(307, "no_service", DeliveryFault.Rejected)]
    [InlineData(500, "rollup_error", DeliveryFault.Transient)]
    [InlineData(502, "<html>", DeliveryFault.Transient)]
    [InlineData(503, "no_service", DeliveryFault.Transient)]
    [InlineData(408, "", DeliveryFault.Transient)]
    [InlineData(200, "no_service", DeliveryFault.Denied)]
    [InlineData(200, "invalid_token", DeliveryFault.Denied)]
    [InlineData(200, "error", DeliveryFault.Transient)]
    [InlineData(200, "fatal_error", DeliveryFault.Transient)]
    [InlineData(200, "rate_limited", DeliveryFault.RateLimited)]
    [InlineData(200, "<html>Log in to the guests' network</html>", DeliveryFault.Uncertain)]
    [InlineData(200, "", DeliveryFault.Uncertain)]
    [InlineData(404, "ok", DeliveryFault.Denied)]
    public async Task An_answer_means_what_to_do_next(int status, string body, DeliveryFault expected)
    {
        gate.On(Webhook, body, "text/html", (HttpStatusCode)status);
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.Equal(expected, failure.Fault);
        Assert.Single(gate.Requests);
        conversation.AssertSecret(failure);
    }

    [Theory]
    [InlineData(404, "no_service", "make a new incoming webhook")]
    [InlineData(410, "channel_is_archived", "unarchive it, or make a new incoming webhook")]
    [InlineData(302, "", "check the address in WebhookUrl")]
    public async Task A_refusal_says_what_a_person_does_about_it(int status, string body, string mend)
    {
        gate.On(Webhook, body, "text/html", (HttpStatusCode)status);
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.StartsWith("Channel 'team': https://hooks.slack.com/••• answered ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(mend, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("30", 30)]
    [InlineData("3600", 3600)]
    [InlineData("0", 1)]
    [InlineData("9999999", 86_400)]
    [InlineData("Sun, 22 Nov 2026 08:01:30 GMT", 90)]
    [InlineData("Sun, 22 Nov 2026 07:00:00 GMT", 1)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999999999999", 86_400)]
    public async Task A_429_is_rate_limited_for_as_long_as_it_says(string? retryAfter, int? seconds)
    {
        (string, string)[] headers = retryAfter is null ? [] : [("Retry-After", retryAfter)];
        gate.On(Webhook, "rate_limited", "text/html", HttpStatusCode.TooManyRequests, headers);
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.Equal(DeliveryFault.RateLimited, failure.Fault);
        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData(400, "invalid_blocks")]
    [InlineData(400, "msg_blocks_too_long")]
    [InlineData(400, "too_long")]
    [InlineData(400, "invalid_payload")]
    [InlineData(400, "something_new")]
    [InlineData(413, "")]
    [InlineData(200, "invalid_blocks")]
    public async Task Refused_blocks_are_sent_once_more_as_plain_text(int status, string body)
    {
        gate.On(Webhook, body, "text/html", (HttpStatusCode)status).On(Webhook, "ok", "text/html");
        Assert.StartsWith("200 ok, as plain text after ", await Send(Samples.Alert(Samples.Mention())), StringComparison.Ordinal);
        Assert.Equal(2, gate.Requests.Count);
        Assert.True(Body(gate.Requests[0]).TryGetProperty("blocks", out _));
        Assert.False(Body(gate.Requests[1]).TryGetProperty("blocks", out _));
        Assert.Contains("<https://news.example.org/acme?id=1|news.example.org>", Body(gate.Requests[1]).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "invalid_blocks", DeliveryFault.Rejected)]
    [InlineData(429, "", DeliveryFault.RateLimited)]
    [InlineData(500, "", DeliveryFault.Transient)]
    [InlineData(404, "no_service", DeliveryFault.Denied)]
    public async Task A_second_refusal_is_final(int status, string body, DeliveryFault expected)
    {
        gate.On(Webhook, "invalid_blocks", "text/html", HttpStatusCode.BadRequest).On(Webhook, body, "text/html", (HttpStatusCode)status);
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.Equal(expected, failure.Fault);
        Assert.Equal(2, gate.Requests.Count);
    }

    public static readonly TheoryData<SourceFault, Exception?, DeliveryFault> Failures = new()
    {
        { SourceFault.Denied, null, DeliveryFault.Denied },
        { SourceFault.Transient, new HttpRequestException(HttpRequestError.ConnectionError), DeliveryFault.Transient },
        { SourceFault.Transient, new HttpRequestException(HttpRequestError.NameResolutionError), DeliveryFault.Transient },
        { SourceFault.Transient, new HttpRequestException(HttpRequestError.SecureConnectionError), DeliveryFault.Transient },
        { SourceFault.Transient, new IOException(Webhook, new SocketException((int)SocketError.ConnectionRefused)), DeliveryFault.Transient },
        { SourceFault.Transient, new HttpRequestException(HttpRequestError.ResponseEnded), DeliveryFault.Uncertain },
        { SourceFault.Transient, new IOException(Webhook, new SocketException((int)SocketError.ConnectionReset)), DeliveryFault.Uncertain },
        { SourceFault.Transient, new OperationCanceledException(), DeliveryFault.Uncertain },
        { SourceFault.Transient, null, DeliveryFault.Uncertain },
        { SourceFault.Malformed, null, DeliveryFault.Uncertain },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Without_an_answer_it_is_uncertain_unless_nothing_can_have_gone_out(SourceFault fault, Exception? inner, DeliveryFault expected)
    {
        gate.On(Webhook, _ => throw new SourceException(fault, $"{Webhook} (T0CANARY0/B0CANARY0, canaryCANARYcanary) did not answer within 20 s.", inner: inner));
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.Equal(expected, failure.Fault);
        Assert.Contains("did not answer within 20 s.", failure.Message, StringComparison.Ordinal);
        conversation.AssertSecret(failure);
    }

    [Fact]
    public async Task Cancellation_leaves_as_cancellation()
    {
        gate.On(Webhook, "ok");
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Channel().SendAsync(new TestMessage("1", ""), null, source.Token));
    }

    [Fact]
    public async Task Tells_a_digest_and_a_test_in_the_channels_language()
    {
        gate.On(Webhook, "ok");
        await Channel("fr").SendAsync(Samples.Digest(), null, TestContext.Current.CancellationToken);
        await Channel("fr").SendAsync(new TestMessage("1", ""), null, TestContext.Current.CancellationToken);
        Assert.Equal("Morning : 0 mention, dimanche 22 novembre 2026", Body(gate.Requests[0]).GetProperty("text").GetString()!.Replace('\u00A0', ' '));
        Assert.StartsWith("Message d’essai", Body(gate.Requests[1]).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_one_place() => Assert.Equal([""], Channel().Addresses);

    private static JsonElement Body(GateRequest request) => JsonDocument.Parse(request.Body).RootElement;

    private Task<string> Send(Message message) => Channel().SendAsync(message, conversation, TestContext.Current.CancellationToken);

    private SlackChannel Channel(string language = "en") => new(
        new SlackOptions { Name = "team", Type = "slack", WebhookUrl = new Secret(Webhook + "\n") },
        new ChannelTools(gate, new VirtualClock(Samples.Morning), language, Samples.Paris, Samples.Page, "."));
}
