namespace Monitor.Core.Normalizing;

/// <summary>What an answer means for asking again, decided here and nowhere else.</summary>
/// <param name="AskAfter">When to ask again; null once the answer is believed.</param>
/// <param name="BelieveFor">How long the answer is believed; null while it is asked for again.</param>
/// <param name="LeaveHostFor">How long its host is asked nothing at all; null for no pause.</param>
public sealed record LinkPatience(TimeSpan? AskAfter, TimeSpan? BelieveFor, TimeSpan? LeaveHostFor)
{
    private const int MostAttempts = 6;

    private static readonly TimeSpan Long = TimeSpan.FromDays(7);
    private static readonly TimeSpan Short = TimeSpan.FromDays(1);

    /// <param name="resolution">The answer.</param>
    /// <param name="attempts">How often it was asked in vain, this time included; at least 1.</param>
    /// <param name="rules">How long a found target is believed.</param>
    /// <param name="chance">At least 0, below 1: spreads what failed together.</param>
    public static LinkPatience After(Resolution resolution, int attempts, LinkRules rules, double chance) => resolution.Outcome switch
    {
        LinkOutcome.Found => Believe(rules.Keep),
        LinkOutcome.Gone or LinkOutcome.Refused or LinkOutcome.Astray => Believe(Long),
        _ when attempts >= MostAttempts => Believe(Short),
        LinkOutcome.Limited => Leave(resolution.RetryAfter ?? Growing(TimeSpan.FromMinutes(5), attempts), chance),
        LinkOutcome.Failed => new LinkPatience(Growing(TimeSpan.FromMinutes(1), attempts) * (1 + (0.2 * chance)), null, null),
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution.Outcome, "No such outcome."),
    };

    private static LinkPatience Believe(TimeSpan time) => new(null, time, null);

    private static LinkPatience Leave(TimeSpan time, double chance) => new(time + (TimeSpan.FromSeconds(5) * chance), null, time);

    private static TimeSpan Growing(TimeSpan first, int attempts)
    {
        var longest = TimeSpan.FromHours(6);
        var delay = first * Math.Pow(4, Math.Clamp(attempts - 1, 0, 10));
        return delay < longest ? delay : longest;
    }
}
