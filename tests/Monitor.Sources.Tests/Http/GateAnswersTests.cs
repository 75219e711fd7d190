using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Http;

public sealed class GateAnswersTests
{
    private static readonly VirtualClock Clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(226)]
    [InlineData(304)]
    public void Passes_what_can_be_used(int status)
    {
        var answer = Answer(status, null);
        Assert.Same(answer, answer.EnsureUsable(Clock));
    }

    [Theory]
    [InlineData(401, null, SourceFault.Denied, null)]
    [InlineData(403, null, SourceFault.Denied, null)]
    [InlineData(403, "60", SourceFault.RateLimited, 60)]
    [InlineData(404, null, SourceFault.Gone, null)]
    [InlineData(410, null, SourceFault.Gone, null)]
    [InlineData(429, null, SourceFault.RateLimited, null)]
    [InlineData(429, "Mon, 01 Jun 2026 00:02:00 GMT", SourceFault.RateLimited, 120)]
    [InlineData(503, "30", SourceFault.RateLimited, 30)]
    [InlineData(503, "never", SourceFault.Transient, null)]
    [InlineData(500, "30", SourceFault.Transient, null)]
    [InlineData(408, null, SourceFault.Transient, null)]
    [InlineData(425, null, SourceFault.Transient, null)]
    [InlineData(451, null, SourceFault.Denied, null)]
    [InlineData(400, null, SourceFault.Malformed, null)]
    [InlineData(302, null, SourceFault.Malformed, null)]
    [InlineData(999, null, SourceFault.Transient, null)]
    public void Names_every_other_status_by_what_to_do(int status, string? retryAfter, SourceFault fault, int? delay)
    {
        var failure = Assert.Throws<SourceException>(() => Answer(status, retryAfter).EnsureUsable(Clock));

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(delay, (int?)failure.RetryAfter?.TotalSeconds);
        Assert.Contains("https://example.org/feed answered", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y", failure.Message, StringComparison.Ordinal);
    }

    private static GateAnswer Answer(int status, string? retryAfter) => ScriptedGate.Answer(
        new GateRequest(new Uri("https://example.org/feed?token=k3y")), [], "text/plain", (HttpStatusCode)status,
        retryAfter is null ? [] : [("Retry-After", retryAfter)]);
}
