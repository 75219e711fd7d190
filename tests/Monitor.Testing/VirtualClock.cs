namespace Monitor.Testing;

/// <summary>A clock that stands still until it is moved. Timers fire, in order, when it passes them.</summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Whether a timer waits for the clock to be moved.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (gate) return timers.Count > 0;
        }
    }

    /// <summary>Moves the clock forward and fires every timer on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (Next(target) is { } timer) timer.Fire();
        lock (gate) now = target;
    }

    /// <summary>Sets the clock, forward or back, without firing anything: a clock step.</summary>
    public void StepTo(DateTimeOffset moment)
    {
        lock (gate) now = moment;
    }

    private VirtualTimer? Next(DateTimeOffset target)
    {
        lock (gate)
        {
            var timer = timers.Where(candidate => candidate.Due <= target).MinBy(candidate => candidate.Due);
            if (timer is null) return null;
            if (timer.Due > now) now = timer.Due;
            return timer;
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                clock.timers.Remove(this);
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.now + dueTime;
                if (Due < DateTimeOffset.MaxValue) clock.timers.Add(this);
            }

            if (dueTime == TimeSpan.Zero) Fire();
            return true;
        }

        public void Fire()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (period > TimeSpan.Zero)
                {
                    Due += period;
                    clock.timers.Add(this);
                }
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
