namespace Monitor.Worker.Pipeline;

/// <summary>A token that outlives the stop signal by 15 seconds, so that a send under way can hear its answer before the process ends.</summary>
public sealed class GracePeriod : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource over = new();
    private readonly CancellationTokenRegistration registration;
    private readonly TimeProvider time;
    private ITimer? timer;

    public GracePeriod(TimeProvider time, CancellationToken stopping)
    {
        this.time = time;
        registration = stopping.Register(Begin);
    }

    public CancellationToken Token => over.Token;

    public void Dispose()
    {
        registration.Dispose();
        timer?.Dispose();
        over.Dispose();
    }

    private void Begin() => timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), over, Grace, Timeout.InfiniteTimeSpan);
}
