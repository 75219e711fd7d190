using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.HackerNews;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.HackerNews;

public sealed class HackerNewsComplianceTests
{
    private static readonly VirtualClock Clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private static readonly FetchRequest Request = new(Cursor.Start, new([new([new(SearchTermKind.Words, "acme")])]));

    [Theory]
    [InlineData(400, SourceFault.Malformed)]
    [InlineData(401, SourceFault.Denied)]
    [InlineData(403, SourceFault.Denied)]
    [InlineData(404, SourceFault.Gone)]
    [InlineData(410, SourceFault.Gone)]
    [InlineData(429, SourceFault.RateLimited)]
    [InlineData(500, SourceFault.Transient)]
    [InlineData(503, SourceFault.Transient)]
    public async Task A_status_becomes_the_fault_that_says_what_to_do(int status, SourceFault expected) =>
        Assert.Equal(expected, (await FaultAsync("<p>no</p>", status)).Fault);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Fri, 20 Nov 2026 12:02:00 GMT", 120)]
    [InlineData("0", 1)]
    [InlineData("999999999", 86400)]
    public async Task Too_many_requests_carry_the_delay(string header, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), (await FaultAsync("", 429, ("Retry-After", header))).RetryAfter);

    [Theory]
    [InlineData("<!DOCTYPE html><title>Just a moment</title>")]
    [InlineData("\u0001garbage")]
    [InlineData("")]
    public async Task What_is_not_its_answer_is_malformed(string body) => Assert.Equal(SourceFault.Malformed, (await FaultAsync(body, 200)).Fault);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"From":null,"Seen":null}""")]
    [InlineData("""{"From":{},"Seen":{}}""")]
    public async Task A_cursor_it_cannot_read_is_first_contact(string cursor)
    {
        var index = new HackerNewsIndex { Stories = { [1] = (Clock.GetUtcNow().AddMinutes(-1), "acme") } };

        Assert.Single((await Source(index).FetchAsync(Request with { Cursor = new(cursor) }, default)).Items);
    }

    [Fact]
    public async Task Stops_when_it_is_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source(new HackerNewsIndex()).FetchAsync(Request, new CancellationToken(canceled: true)));

    private static async Task<SourceException> FaultAsync(string body, int status, params (string Name, string Value)[] headers)
    {
        var gate = new AnsweringGate(request => ScriptedGate.Answer(request, Encoding.UTF8.GetBytes(body), "text/html", (HttpStatusCode)status, headers));
        return await Assert.ThrowsAsync<SourceException>(() => Source(gate).FetchAsync(Request, default));
    }

    private static HackerNewsSource Source(IWebGate gate) => new(new() { Name = "hn" }, gate, Clock);
}
