using System.Net;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>What an answer's status means to a source.</summary>
public static class GateAnswers
{
    /// <summary>Passes 2xx and 304; every other status becomes the fault that says what to do next.</summary>
    /// <param name="answer">As it came.</param>
    /// <param name="time">Tells when it came, for a Retry-After that is a date: call this at once.</param>
    /// <returns>The same answer.</returns>
    /// <exception cref="SourceException">The status is neither 2xx nor 304.</exception>
    public static GateAnswer EnsureUsable(this GateAnswer answer, TimeProvider time)
    {
        var status = (int)answer.Status;
        if (status is >= 200 and < 300 or 304) return answer;
        var delay = RetryAfter.Parse(answer.Header("Retry-After"), time.GetUtcNow());
        var (fault, advice) = Meaning(status, delay is not null);
        var wait = fault == SourceFault.RateLimited && delay is { } asked ? $" Asked to come back in {asked.TotalSeconds:0} s." : "";
        throw new SourceException(fault, $"{Shown(answer.Address)} answered {Status(answer.Status)}: {advice}.{wait}",
            fault == SourceFault.RateLimited ? delay : null);
    }

    /// <summary>A 403 that says when to come back is a limit, not a refusal: GitHub and others speak so.</summary>
    private static (SourceFault Fault, string Advice) Meaning(int status, bool saysWhen) => status switch
    {
        429 => (SourceFault.RateLimited, "too many requests"),
        503 or 403 when saysWhen => (SourceFault.RateLimited, "not now"),
        401 => (SourceFault.Denied, "it wants credentials, or refuses those given"),
        402 => (SourceFault.Denied, "it wants to be paid"),
        403 => (SourceFault.Denied, "it refuses us; a token, another address or the publisher's consent is needed"),
        407 => (SourceFault.Denied, "the proxy of Monitor:Network:Proxy wants credentials"),
        451 => (SourceFault.Denied, "it may not be shown here for legal reasons"),
        404 => (SourceFault.Gone, "nothing is at this address; check it"),
        410 => (SourceFault.Gone, "it was taken away for good"),
        408 or 421 or 425 => (SourceFault.Transient, "try again"),
        >= 300 and < 400 => (SourceFault.Malformed, "a redirect that leads nowhere"),
        >= 400 and < 500 => (SourceFault.Malformed, "it does not understand the request; check the address and the options"),

        // 999 is LinkedIn's way of turning machines away for a while.
        >= 500 and < 600 or 999 => (SourceFault.Transient, "the server has trouble"),
        _ => (SourceFault.Malformed, "not a status of HTTP"),
    };

    private static string Status(HttpStatusCode status) => Enum.IsDefined(status) ? $"{(int)status} ({status})" : $"{(int)status}";

    /// <summary>Without the query, where keys stand.</summary>
    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Path);
}
