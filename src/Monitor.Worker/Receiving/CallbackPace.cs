using System.Collections.Concurrent;

namespace Monitor.Worker.Receiving;

/// <summary>How many calls one call-back takes: thirty at once, and one more each second.</summary>
internal sealed class CallbackPace(TimeProvider time)
{
    private const double Most = 30;
    private const double PerSecond = 1;

    private readonly ConcurrentDictionary<string, (double Left, DateTimeOffset At)> allowances = new(StringComparer.Ordinal);

    /// <param name="callback">One that exists: what callers make up must fill no memory.</param>
    public bool Take(string callback)
    {
        var now = time.GetUtcNow();
        return allowances.AddOrUpdate(callback, _ => (Most - 1, now), (_, old) => (Math.Max(-1, Refilled(old, now) - 1), now)).Left >= 0;
    }

    private static double Refilled((double Left, DateTimeOffset At) old, DateTimeOffset now) =>
        Math.Min(Most, Math.Max(0, old.Left) + (Math.Max(0, (now - old.At).TotalSeconds) * PerSecond));
}
