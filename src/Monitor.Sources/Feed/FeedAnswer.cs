using System.Globalization;
using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Feed;

/// <summary>What an answer's status means for a feed.</summary>
internal static class FeedAnswer
{
    /// <exception cref="SourceException">The answer is neither a document nor "not modified".</exception>
    public static void EnsureUsable(GateAnswer answer, TimeProvider time)
    {
        var status = (int)answer.Status;
        if (status is >= 200 and < 300 || answer.Status == HttpStatusCode.NotModified) return;
        var fault = status switch
        {
            429 => SourceFault.RateLimited,
            503 when answer.Header("Retry-After") is not null => SourceFault.RateLimited,
            404 or 410 => SourceFault.Gone,
            401 or 402 or 403 or 407 or 451 => SourceFault.Denied,
            408 or 425 or >= 500 => SourceFault.Transient,
            _ => SourceFault.Malformed,
        };
        throw new SourceException(fault, $"{answer.Address} answers {status} {answer.Status}: {Mend(fault)}", RetryAfter(answer, time));
    }

    private static string Mend(SourceFault fault) => fault switch
    {
        SourceFault.RateLimited => "it asks to be left alone for a while.",
        SourceFault.Gone => "the feed is not there; give its new address, or remove it.",
        SourceFault.Denied => "it does not let this program in; ask its operator, or remove it.",
        SourceFault.Transient => "it is out of order; it will be tried again.",
        _ => "that is no feed.",
    };

    /// <summary>RFC 9110, 10.2.3: seconds or a date.</summary>
    private static TimeSpan? RetryAfter(GateAnswer answer, TimeProvider time)
    {
        if (answer.Header("Retry-After") is not { } header) return null;
        if (int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        return Text.TolerantDate.Parse(header) is { } moment && moment > time.GetUtcNow() ? moment - time.GetUtcNow() : null;
    }
}
