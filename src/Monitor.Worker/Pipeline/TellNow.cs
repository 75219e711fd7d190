namespace Monitor.Worker.Pipeline;

/// <summary>Wakes the dispatcher when a delivery was stored, so that an alert does not wait for its next round.</summary>
public sealed class TellNow : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Set()
    {
        lock (signal)
        {
            if (signal.CurrentCount == 0) signal.Release();
        }
    }

    /// <summary>Waits until <see cref="Set"/> was called or the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over: the round begins anyway.
        }
    }

    public void Dispose() => signal.Dispose();
}
