using System.Globalization;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>What an API's status means for the fetch.</summary>
internal static class ApiAnswers
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The answer itself when its status is 2xx.</summary>
    /// <param name="who">Who answered, for the message: <c>Hacker News search</c>.</param>
    /// <exception cref="SourceException">For every other status.</exception>
    public static GateAnswer EnsureUsable(this GateAnswer answer, string who, TimeProvider time)
    {
        var status = (int)answer.Status;
        return status switch
        {
            >= 200 and < 300 => answer,
            401 or 403 or 451 => throw Fault(SourceFault.Denied, $"{who} refused the request ({status}); it may have blocked this address."),
            404 or 410 => throw Fault(SourceFault.Gone, $"{who} is not at {Place(answer)} ({status}); check the address."),
            429 => throw Fault(SourceFault.RateLimited, $"{who} asks for fewer requests (429).", answer.RetryAfter(time)),
            503 when answer.RetryAfter(time) is { } delay => throw Fault(SourceFault.RateLimited, $"{who} is busy and asks to come back later (503).", delay),
            408 or >= 500 => throw Fault(SourceFault.Transient, $"{who} failed ({status}); it will be asked again."),
            _ => throw Fault(SourceFault.Malformed, $"{who} answered {status} at {Place(answer)}, which is no answer of its API."),
        };
    }

    /// <summary>What <c>Retry-After</c> asks for, between one second and a day; null when it is missing or unreadable.</summary>
    public static TimeSpan? RetryAfter(this GateAnswer answer, TimeProvider time)
    {
        if (answer.Header("Retry-After") is not { } text) return null;
        if (long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return Clamp(TimeSpan.FromSeconds(Math.Min(seconds, 86400)));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Clamp(date - time.GetUtcNow()) : null;
    }

    private static TimeSpan Clamp(TimeSpan delay) => delay < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : delay > Longest ? Longest : delay;

    /// <summary>Without the query: it may be long, and it is ours.</summary>
    private static string Place(GateAnswer answer) => answer.Address.GetLeftPart(UriPartial.Path);

    private static SourceException Fault(SourceFault fault, string message, TimeSpan? delay = null) => new(fault, message, delay);
}
