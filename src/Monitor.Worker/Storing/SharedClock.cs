namespace Monitor.Worker.Storing;

/// <summary>
/// The clock that nodes on one store agree on: this machine's, put right by the store's. A node whose clock is five minutes off
/// would otherwise take its neighbours in the scheduler's cluster for dead. Timers and elapsed time are the machine's own.
/// </summary>
internal sealed class SharedClock(TimeProvider own) : TimeProvider
{
    // Below it lies what a round trip and a busy machine make up.
    private static readonly TimeSpan Negligible = TimeSpan.FromMilliseconds(250);

    private long ahead;

    public override long TimestampFrequency => own.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() + new TimeSpan(Interlocked.Read(ref ahead));

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes over how far the store's clock is ahead of this one.</summary>
    public void Correct(TimeSpan by)
    {
        if (by.Duration() > Negligible) Interlocked.Add(ref ahead, by.Ticks);
    }
}
