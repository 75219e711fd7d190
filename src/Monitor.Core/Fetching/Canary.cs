namespace Monitor.Core.Fetching;

/// <summary>
/// What a search remembers of its canary: a term that always finds something, asked now and then while the standing questions find nothing.
/// A search that does not find the canary either is broken, however politely it says so.
/// </summary>
/// <param name="Asked">When it was last asked, or not needed because the questions found something.</param>
/// <param name="Doubted">Whether it found nothing.</param>
public sealed record Canary(DateTimeOffset Asked, bool Doubted)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);
    private static readonly TimeSpan WhileDoubted = TimeSpan.FromHours(1);

    /// <summary>Whether it is time to ask again.</summary>
    public bool IsDue(DateTimeOffset now) => now - Asked >= (Doubted ? WhileDoubted : Every) || now < Asked;
}
