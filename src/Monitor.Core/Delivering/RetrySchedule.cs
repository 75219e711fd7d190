namespace Monitor.Core.Delivering;

/// <summary>
/// When a send that failed is tried again: the example schedule of the Standard Webhooks specification, which spans three days, each
/// delay stretched or shortened by up to a fifth so that messages that failed together do not return together.
/// </summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How long to wait after a failed attempt; null when it was the last.</summary>
    /// <param name="attempt">1 for the first send.</param>
    /// <param name="chance">At least 0, below 1.</param>
    public static TimeSpan? After(int attempt, double chance) =>
        attempt > Delays.Length ? null : Delays[Math.Max(attempt, 1) - 1] * (0.8 + (0.4 * chance));

    /// <summary>How long to wait for a person to mend the channel (a new webhook, a new password) before asking again.</summary>
    public static TimeSpan WhenDenied { get; } = TimeSpan.FromHours(1);
}
