using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>What an answer's status means to a source.</summary>
public static class GateAnswers
{
    /// <summary>Passes 2xx; every other status becomes the fault that says what to do next.</summary>
    /// <exception cref="SourceException">The status is not 2xx.</exception>
    public static GateAnswer EnsureUsable(this GateAnswer answer, TimeProvider time)
    {
        var status = (int)answer.Status;
        if (status is >= 200 and < 300) return answer;
        var delay = RetryAfter.Parse(answer.Header("Retry-After"), time.GetUtcNow());
        var (fault, advice) = Meaning(status, delay is not null);
        throw new SourceException(fault, $"{answer.Address.GetLeftPart(UriPartial.Path)} answered {status}: {advice}.", fault == SourceFault.RateLimited ? delay : null);
    }

    private static (SourceFault Fault, string Advice) Meaning(int status, bool saysWhen) => status switch
    {
        429 => (SourceFault.RateLimited, "too many requests"),
        503 or 403 when saysWhen => (SourceFault.RateLimited, "not now"),
        401 or 403 or 451 => (SourceFault.Denied, "it refuses us; a token or another address is needed"),
        404 or 410 => (SourceFault.Gone, "nothing is at this address; check it"),
        408 or (>= 500 and < 600) => (SourceFault.Transient, "the server has trouble"),
        _ => (SourceFault.Malformed, "it does not understand the request; check the address and the options"),
    };
}
