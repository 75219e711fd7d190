namespace Monitor.Core.Storing;

/// <summary>
/// Who does what only one node may do at a time: keep the schedule, read a stream. A lease runs out by the store's clock unless it is renewed, and
/// then whoever asks first has it. With one process it is always granted to the first who asks.
/// </summary>
public interface IWorkLeases
{
    /// <summary>Leases the work when it is free, has run out, or is the owner's already; else null.</summary>
    /// <param name="work">Names the work.</param>
    /// <param name="owner">Who asks: unique per process start.</param>
    /// <param name="term">How long it holds.</param>
    /// <param name="cancellation">Breaks off.</param>
    Task<WorkLease?> TakeAsync(string work, string owner, TimeSpan term, CancellationToken cancellation);

    /// <summary>
    /// Holds it for another term from now. False when somebody else has it: whatever is still under way must end. Whoever was perhaps paused asks
    /// before anything that cannot be undone.
    /// </summary>
    Task<bool> RenewAsync(WorkLease lease, TimeSpan term, CancellationToken cancellation);

    /// <summary>Gives it free for others; nothing when somebody else has it.</summary>
    Task ReleaseAsync(WorkLease lease, CancellationToken cancellation);
}

/// <summary>Work that is ours for a while.</summary>
/// <param name="Work">Names the work.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Fence">Grows with every lease of the work; who has the lower one has lost it.</param>
public sealed record WorkLease(string Work, string Owner, long Fence);
