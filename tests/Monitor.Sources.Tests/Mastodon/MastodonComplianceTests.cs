using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Mastodon;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Mastodon;

public sealed class MastodonComplianceTests
{
    private static readonly VirtualClock Clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private static readonly FetchRequest Request = new(Cursor.Start, new([new([new(SearchTermKind.Words, "acme")])]));

    [Theory]
    [InlineData(400, SourceFault.Malformed)]
    [InlineData(401, SourceFault.Denied)]
    [InlineData(403, SourceFault.Denied)]
    [InlineData(404, SourceFault.Gone)]
    [InlineData(410, SourceFault.Gone)]
    [InlineData(422, SourceFault.Denied)]
    [InlineData(429, SourceFault.RateLimited)]
    [InlineData(500, SourceFault.Transient)]
    [InlineData(503, SourceFault.Transient)]
    public async Task A_status_becomes_the_fault_that_says_what_to_do(int status, SourceFault expected)
    {
        foreach (var fault in await FaultsAsync("<p>no</p>", status)) Assert.Equal(expected, fault.Fault);
    }

    [Fact]
    public async Task Too_many_requests_carry_the_delay()
    {
        foreach (var fault in await FaultsAsync("", 429, ("Retry-After", "77"))) Assert.Equal(TimeSpan.FromSeconds(77), fault.RetryAfter);
        foreach (var fault in await FaultsAsync("", 429, ("X-RateLimit-Reset", "2026-11-20T12:01:30.123456Z"))) Assert.Equal(90.123456, fault.RetryAfter!.Value.TotalSeconds, 5);
        foreach (var fault in await FaultsAsync("", 429, ("X-RateLimit-Reset", "1795176090"))) Assert.Equal(90, fault.RetryAfter!.Value.TotalSeconds);
        foreach (var fault in await FaultsAsync("", 429)) Assert.Null(fault.RetryAfter);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><title>Just a moment</title>")]
    [InlineData("\u0001garbage")]
    [InlineData("")]
    [InlineData("7")]
    public async Task What_is_not_its_answer_is_malformed(string body)
    {
        foreach (var fault in await FaultsAsync(body, 200)) Assert.Equal(SourceFault.Malformed, fault.Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"Marks":null,"Questions":null,"Seen":null}""")]
    [InlineData("""{"Marks":[],"Questions":{},"Seen":{}}""")]
    public async Task A_cursor_it_cannot_read_is_first_contact(string cursor)
    {
        var server = new MastodonServer(Clock);
        server.Post("1", Clock.GetUtcNow().AddMinutes(-1), "acme");
        foreach (var source in Sources(server)) Assert.Single((await source.FetchAsync(Request with { Cursor = new(cursor) }, default)).Items);
    }

    [Fact]
    public async Task Stops_when_it_is_cancelled()
    {
        foreach (var source in Sources(new MastodonServer(Clock)))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.FetchAsync(Request, new CancellationToken(canceled: true)));
    }

    private static async Task<IReadOnlyList<SourceException>> FaultsAsync(string body, int status, params (string Name, string Value)[] headers)
    {
        var gate = new AnsweringGate(request => ScriptedGate.Answer(request, Encoding.UTF8.GetBytes(body), "text/html", (HttpStatusCode)status, headers));
        var faults = new List<SourceException>();
        foreach (var source in Sources(gate)) faults.Add(await Assert.ThrowsAsync<SourceException>(() => source.FetchAsync(Request, default)));
        return faults;
    }

    /// <summary>A hashtag without and with a token, and the search.</summary>
    private static IEnumerable<ISource> Sources(IWebGate gate) =>
    [
        .. MastodonSources.Open(new() { Name = "fedi", Server = MastodonServer.Host, Hashtags = ["acme"] }, new(gate, Clock, ".")),
        .. MastodonSources.Open(new() { Name = "fedi", Server = MastodonServer.Host, Hashtags = ["acme"], AccessToken = new Secret("t0ken") }, new(gate, Clock, ".")),
    ];
}
