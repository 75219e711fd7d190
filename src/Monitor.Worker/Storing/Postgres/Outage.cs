namespace Monitor.Worker.Storing.Postgres;

/// <summary>Says that the database is away as soon as it is, again from time to time, and when it is back: whoever works with it only knows that after its patience.</summary>
internal sealed partial class Outage(ILogger log, TimeProvider time)
{
    // One that comes and goes, such as a server short of connections, is not said more often either.
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private long? began, said;
    private bool isSaid;

    public void Met(string problem)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            began ??= now;
            if (said is { } last && time.GetElapsedTime(last, now) < Reminder) return;
            (said, isSaid) = (now, true);
        }

        LogAway(problem);
    }

    public void Ended()
    {
        TimeSpan lasted;
        lock (gate)
        {
            if (began is not { } start) return;
            (began, lasted) = (null, time.GetElapsedTime(start));
            if (!isSaid) return;
            isSaid = false;
        }

        LogBack(lasted.TotalSeconds);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogAway(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers again; it was away for {Seconds:0.0} s")]
    private partial void LogBack(double seconds);
}
