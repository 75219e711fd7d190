using System.Globalization;
using Monitor.Sources.Http;

namespace Monitor.Sources.Mastodon;

/// <summary>What <c>X-RateLimit-Remaining</c> and <c>X-RateLimit-Reset</c> say of the tightest limit; many servers say nothing.</summary>
/// <param name="Remaining">Requests left until <paramref name="Reset"/>.</param>
internal sealed record RateBudget(long? Remaining, DateTimeOffset? Reset)
{
    // What the other parts of the same address, and a person at the same account, may still need.
    private const int Reserve = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static RateBudget Unknown { get; } = new(null, null);

    public bool IsSpent => Remaining <= 0;

    public static RateBudget Of(GateAnswer answer) => new(
        long.TryParse(answer.Header("X-RateLimit-Remaining"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var remaining) ? remaining : null,
        Moment(answer.Header("X-RateLimit-Reset")));

    /// <summary>How long to stay away; null while there is enough left.</summary>
    public TimeSpan? Pause(DateTimeOffset now) => Remaining < Reserve && UntilReset(now) is { } pause ? pause : null;

    /// <summary>Time until the limit starts anew; null when the server does not say.</summary>
    public TimeSpan? UntilReset(DateTimeOffset now) => Reset switch
    {
        null => null,
        { } reset when reset <= now => TimeSpan.FromSeconds(1),
        { } reset when reset - now > Longest => Longest,
        { } reset => reset - now,
    };

    // ISO 8601 with microseconds on Mastodon; some compatible servers send seconds since 1970.
    private static DateTimeOffset? Moment(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds is > 1_000_000_000 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
