using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>The only process on the file. Nothing of it outlives the process, so nothing is written.</summary>
internal sealed class SoleNode(TimeProvider time) : IWorkLeases, INodes
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (WorkLease Lease, DateTimeOffset Until)> held = new(StringComparer.Ordinal);

    public Task<RollCall> ReportAsync(string watch, CancellationToken cancellation) => Task.FromResult(new RollCall(1, 0, TimeSpan.Zero));

    public Task<WorkLease?> TakeAsync(string work, string owner, TimeSpan term, CancellationToken cancellation)
    {
        lock (gate)
        {
            var isKnown = held.TryGetValue(work, out var last);
            if (isKnown && last.Lease.Owner != owner && last.Until > time.GetUtcNow()) return Task.FromResult<WorkLease?>(null);
            var lease = new WorkLease(work, owner, isKnown ? last.Lease.Fence + 1 : 1);
            held[work] = (lease, time.GetUtcNow() + term);
            return Task.FromResult<WorkLease?>(lease);
        }
    }

    public Task<bool> RenewAsync(WorkLease lease, TimeSpan term, CancellationToken cancellation) =>
        Task.FromResult(Extend(lease, time.GetUtcNow() + term));

    public Task ReleaseAsync(WorkLease lease, CancellationToken cancellation)
    {
        Extend(lease, DateTimeOffset.MinValue);
        return Task.CompletedTask;
    }

    private bool Extend(WorkLease lease, DateTimeOffset until)
    {
        lock (gate)
        {
            if (!held.TryGetValue(lease.Work, out var last) || last.Lease != lease || last.Until == DateTimeOffset.MinValue) return false;
            held[lease.Work] = (lease, until);
            return true;
        }
    }
}
