using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Sources.Http;
using Monitor.Testing;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Webhook;
using Monitor.Worker.Tests.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Webhook;

public sealed class WebhookChannelTests
{
    private const string Url = "https://crm.example.org/hooks/canaryCANARYcanary";

    private readonly ScriptedGate gate = new();
    private readonly VirtualClock clock = new(Samples.Morning);
    private readonly Conversation conversation = new();

    [Fact]
    public async Task Posts_one_signed_event_and_follows_nothing()
    {
        gate.On(Url, "", "text/plain", HttpStatusCode.Accepted);
        Assert.Equal("202", await Send(Samples.Alert(Samples.Mention())));
        var request = Assert.Single(gate.Requests);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("application/json", request.ContentType);
        Assert.False(request.FollowRedirects);
        Assert.Null(request.Authorization);
        Assert.Equal("msg_0123456789abcdef0123456789abcdef", Header(request, "webhook-id"));
        Assert.Equal("1795334400", Header(request, "webhook-timestamp"));
        Assert.Equal(SigningKeysTests.Sign(SigningKeysTests.Key, "msg_0123456789abcdef0123456789abcdef", 1_795_334_400, Encoding.UTF8.GetString(request.Body.Span)), Header(request, "webhook-signature"));
        Assert.Equal($"> POST https://crm.example.org/••• ({request.Body.Length} bytes of JSON)", conversation.Lines[0]);
        Assert.Equal("< 202", conversation.Lines[^1]);
    }

    [Fact]
    public async Task Signs_by_both_keys_while_they_change_and_not_at_all_without()
    {
        gate.On(Url, "");
        await Channel($"{SigningKeysTests.Next}\n{SigningKeysTests.Key}").SendAsync(new TestMessage("1", ""), null, TestContext.Current.CancellationToken);
        await Channel(null).SendAsync(new TestMessage("1", ""), null, TestContext.Current.CancellationToken);

        Assert.Equal(2, Header(gate.Requests[0], "webhook-signature")!.Split(' ').Length);
        Assert.Null(Header(gate.Requests[1], "webhook-signature"));
        Assert.NotNull(Header(gate.Requests[1], "webhook-id"));
    }

    [Fact]
    public async Task A_repetition_has_the_same_id_and_body_and_a_new_time()
    {
        gate.On(Url, "");
        await Send(Samples.Alert(Samples.Mention()));
        clock.Advance(TimeSpan.FromMinutes(5));
        await Send(Samples.Alert(Samples.Mention()));

        Assert.Equal(Header(gate.Requests[0], "webhook-id"), Header(gate.Requests[1], "webhook-id"));
        Assert.Equal(gate.Requests[0].Body.ToArray(), gate.Requests[1].Body.ToArray());
        Assert.Equal("1795334700", Header(gate.Requests[1], "webhook-timestamp"));
        Assert.NotEqual(Header(gate.Requests[0], "webhook-signature"), Header(gate.Requests[1], "webhook-signature"));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(299)]
    public async Task Every_2xx_is_taken_whatever_it_says(int status)
    {
        gate.On(Url, "error", "text/html", (HttpStatusCode)status);
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), await Send(Samples.Alert(Samples.Mention())));
    }

    [Theory]
    [InlineData(301, DeliveryFault.Denied, "put the address it leads to into Url")]
    [InlineData(308, DeliveryFault.Denied, "put the address it leads to into Url")]
    [InlineData(400, DeliveryFault.Rejected, "kept with the delivery")]
    [InlineData(401, DeliveryFault.Denied, "the same Secret")]
    [InlineData(403, DeliveryFault.Denied, "the same Secret")]
    [InlineData(404, DeliveryFault.Denied, "correct Url")]
    [InlineData(405, DeliveryFault.Rejected, "kept with the delivery")]
    [InlineData(408, DeliveryFault.Transient, "tried again")]
    [InlineData(410, DeliveryFault.Denied, "no more events")]
    [InlineData(413, DeliveryFault.Rejected, "kept with the delivery")]
    [InlineData(422, DeliveryFault.Rejected, "kept with the delivery")]
    [InlineData(425, DeliveryFault.Transient, "tried again")]
    [InlineData(429, DeliveryFault.RateLimited, "tried again")]
    [InlineData(500, DeliveryFault.Transient, "tried again")]
    [InlineData(502, DeliveryFault.Transient, "tried again")]
    [InlineData(504, DeliveryFault.Transient, "tried again")]
    public async Task An_answer_means_what_to_do_next(int status, DeliveryFault expected, string mend)
    {
        gate.On(Url, $"<html>{Url}", "text/html", (HttpStatusCode)status);
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.Equal(expected, failure.Fault);
        Assert.StartsWith($"Channel 'crm': https://crm.example.org/••• answered {status}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(mend, failure.Message, StringComparison.Ordinal);
        Assert.Single(gate.Requests);
        conversation.AssertSecret(failure);
    }

    [Theory]
    [InlineData(429, "30", 30)]
    [InlineData(503, "3600", 3600)]
    [InlineData(502, "0", 1)]
    [InlineData(503, "Sun, 22 Nov 2026 08:01:30 GMT", 90)]
    [InlineData(429, "soon", null)]
    [InlineData(429, null, null)]
    public async Task Comes_back_when_it_is_asked_to(int status, string? retryAfter, int? seconds)
    {
        (string, string)[] headers = retryAfter is null ? [] : [("Retry-After", retryAfter)];
        gate.On(Url, "", "text/plain", (HttpStatusCode)status, headers);
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.Equal(DeliveryFault.RateLimited, failure.Fault);
        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData(SourceFault.Denied, null, DeliveryFault.Denied)]
    [InlineData(SourceFault.Transient, HttpRequestError.ConnectionError, DeliveryFault.Transient)]
    [InlineData(SourceFault.Transient, HttpRequestError.ResponseEnded, DeliveryFault.Uncertain)]
    [InlineData(SourceFault.Transient, null, DeliveryFault.Uncertain)]
    public async Task Without_an_answer_it_is_uncertain_unless_nothing_can_have_gone_out(SourceFault fault, HttpRequestError? error, DeliveryFault expected)
    {
        gate.On(Url, _ => throw new SourceException(fault, $"{Url} did not answer within 20 s.", inner: error is { } cause ? new HttpRequestException(cause) : null));
        var failure = await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(Samples.Mention())));
        Assert.Equal(expected, failure.Fault);
        conversation.AssertSecret(failure);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, true)]
    [InlineData(405, true)]
    [InlineData(501, true)]
    [InlineData(410, false)]
    [InlineData(429, false)]
    [InlineData(503, false)]
    public async Task A_look_at_the_address_tells_whether_somebody_is_there(int status, bool works)
    {
        gate.On(Url, "", "text/plain", (HttpStatusCode)status);
        if (works) Assert.Equal($"https://crm.example.org/••• answers {status}", await Channel().ProbeAsync(TestContext.Current.CancellationToken));
        else await Assert.ThrowsAsync<DeliveryException>(() => Channel().ProbeAsync(TestContext.Current.CancellationToken));
        var request = Assert.Single(gate.Requests);
        Assert.Equal((HttpMethod.Head, 0, 0), (request.Method, request.Body.Length, request.Headers.Count));
    }

    [Fact]
    public async Task What_is_too_long_for_one_event_goes_out_in_parts_of_which_each_keeps_its_id()
    {
        var mentions = Enumerable.Range(1, 60).Select(number => EventSamples.Long(number)).ToList();
        gate.On(Url, "").On(Url, "").On(Url, "", "text/plain", HttpStatusCode.ServiceUnavailable).On(Url, "");
        await Assert.ThrowsAsync<DeliveryException>(() => Send(Samples.Alert(mentions)));
        var tried = gate.Requests.Count;
        Assert.Matches("^200, in [0-9]+ parts$", await Send(Samples.Alert(mentions)));

        var sent = gate.Requests.Skip(tried).ToList();
        Assert.Equal(3, tried);
        Assert.Equal(gate.Requests.Take(tried).Select(Id), sent.Take(tried).Select(Id));
        Assert.Equal(sent.Count, sent.Select(Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(sent, request => Assert.InRange(request.Body.Length, 1, EventWriter.MostBytes));
        Assert.All(sent, request => Assert.Matches("^msg_[0-9a-f]{32}_[0-9]+-[0-9]+$", Id(request)));
        var events = sent.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("data")).ToList();
        Assert.Equal(Enumerable.Range(1, 60), events.SelectMany(data => data.GetProperty("mentions").EnumerateArray()).Select(mention => mention.GetProperty("number").GetInt32()));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(part => (60, part, events.Count)), events.Select(data => (data.GetProperty("total").GetInt32(), data.GetProperty("part").GetInt32(), data.GetProperty("parts").GetInt32())));
    }

    [Fact]
    public void Is_one_place() => Assert.Equal([""], Channel().Addresses);

    private static string Id(GateRequest request) => Header(request, "webhook-id")!;

    private static string? Header(GateRequest request, string name) =>
        request.Headers.Where(header => header.Key == name).Select(header => header.Value).SingleOrDefault();

    private Task<string> Send(Message message) => Channel().SendAsync(message, conversation, TestContext.Current.CancellationToken);

    private WebhookChannel Channel(string? secret = SigningKeysTests.Key) => new(
        new WebhookOptions { Name = "crm", Type = "webhook", Url = new Secret(Url + "\n"), Secret = secret is null ? null : new Secret(secret) },
        new ChannelTools(gate, clock, "en", Samples.Paris, Samples.Page, "."));
}
