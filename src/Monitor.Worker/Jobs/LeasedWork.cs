using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Runs work that one node at a time may do: waits for its lease, renews it while the work runs, and cancels the work when the lease is lost or was
/// not renewed in time. A node that dies is followed by another within <see cref="Term"/> and a round.
/// </summary>
public sealed partial class LeasedWork(IWorkLeases leases, TimeProvider time, ILogger<LeasedWork> log)
{
    private readonly string owner = Guid.NewGuid().ToString("N");

    /// <summary>How long a lease holds unless it is renewed.</summary>
    public static TimeSpan Term { get; } = TimeSpan.FromSeconds(12);

    /// <summary>How often it is renewed by who has it, and asked for by who has not.</summary>
    public static TimeSpan Round { get; } = TimeSpan.FromSeconds(3);

    /// <param name="work">Names the work, the same on every node.</param>
    /// <param name="whileHeld">Does it until cancelled. After it returned or failed, the lease is asked for again.</param>
    /// <param name="stopping">Ends it; the lease is given free.</param>
    public async Task RunAsync(string work, Func<WorkLease, CancellationToken, Task> whileHeld, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (await TakeAsync(work, stopping) is { } lease) await CountedAsync(lease, whileHeld, stopping);
            await Task.Delay(Round, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<WorkLease?> TakeAsync(string work, CancellationToken stopping)
    {
        try
        {
            return await leases.TakeAsync(work, owner, Term, stopping);
        }
        catch (Exception fault) when (fault is StoreException or OperationCanceledException)
        {
            // Whoever does the store's work logs why; nothing is done here meanwhile.
            return null;
        }
    }

    private async Task CountedAsync(WorkLease lease, Func<WorkLease, CancellationToken, Task> whileHeld, CancellationToken stopping)
    {
        PipelineMeter.Took(lease);
        try
        {
            await HoldAsync(lease, whileHeld, stopping);
        }
        finally
        {
            PipelineMeter.Gave(lease);
        }
    }

    private async Task HoldAsync(WorkLease lease, Func<WorkLease, CancellationToken, Task> whileHeld, CancellationToken stopping)
    {
        // Counted from before the renewal was asked for, by a clock that runs on while the process is paused.
        using var expiry = new CancellationTokenSource(Term, time);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, stopping);
        var working = GuardedAsync(lease, whileHeld, held.Token);
        while (!working.IsCompleted && !held.IsCancellationRequested)
        {
            await Task.WhenAny(working, Task.Delay(Round, time, held.Token));
            if (working.IsCompleted || held.IsCancellationRequested || await RenewAsync(lease, expiry, held.Token)) continue;
            await held.CancelAsync();
            LogLost(lease.Work);
        }

        await held.CancelAsync();
        await working;
        await ReleaseAsync(lease);
    }

    private async Task<bool> RenewAsync(WorkLease lease, CancellationTokenSource expiry, CancellationToken held)
    {
        var asked = time.GetTimestamp();
        try
        {
            if (!await leases.RenewAsync(lease, Term, held)) return false;
            var left = Term - time.GetElapsedTime(asked);
            expiry.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            return true;
        }
        catch (Exception fault) when (fault is StoreException or OperationCanceledException)
        {
            // It still holds, until it runs out.
            return true;
        }
    }

    private async Task GuardedAsync(WorkLease lease, Func<WorkLease, CancellationToken, Task> whileHeld, CancellationToken held)
    {
        await Task.Yield();
        try
        {
            await whileHeld(lease, held);
        }
        catch (Exception) when (held.IsCancellationRequested)
        {
            // Asked to end; libraries wrap that in exceptions of their own.
        }
        catch (Exception problem)
        {
            LogFailed(problem, lease.Work);
        }
    }

    private async Task ReleaseAsync(WorkLease lease)
    {
        try
        {
            // Not after the stop signal alone: a store that is away must not hold up the end of the process.
            using var soon = new CancellationTokenSource(Round, time);
            await leases.ReleaseAsync(lease, soon.Token);
        }
        catch (Exception fault) when (fault is StoreException or OperationCanceledException)
        {
            LogUnreleased(lease.Work, Term.TotalSeconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of the {Work} was lost to another node; it goes on there")]
    private partial void LogLost(string work);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Work} failed and is begun anew")]
    private partial void LogFailed(Exception problem, string work);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of the {Work} could not be given free; others have it in {Seconds} s")]
    private partial void LogUnreleased(string work, double seconds);
}
