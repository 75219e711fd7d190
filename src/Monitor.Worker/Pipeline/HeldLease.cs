using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>
/// Keeps a message ours while it is sent: a burst of thousands goes out in many parts, and that it takes longer than the lease is no sign that the sender
/// died. What somebody else has taken over meanwhile is broken off.
/// </summary>
internal sealed class HeldLease(IOutbox outbox, TimeSpan term, TimeProvider time)
{
    public async Task<T> WhileAsync<T>(LeasedMessage message, Func<CancellationToken, Task<T>> send, CancellationToken cancellation)
    {
        using var ours = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = send(ours.Token);
        while (!sending.IsCompleted)
        {
            using var waiting = new CancellationTokenSource();
            await Task.WhenAny(sending, Task.Delay(term / 3, time, waiting.Token));
            await waiting.CancelAsync();
            if (sending.IsCompleted || await RenewAsync(message)) continue;
            await ours.CancelAsync();
            break;
        }

        return await sending;
    }

    private async Task<bool> RenewAsync(LeasedMessage message)
    {
        try
        {
            var now = time.GetUtcNow();
            return await outbox.RenewAsync(message, now, now + term, CancellationToken.None);
        }
        catch (StoreException)
        {
            // It still holds, and is asked for again before it runs out.
            return true;
        }
    }
}
