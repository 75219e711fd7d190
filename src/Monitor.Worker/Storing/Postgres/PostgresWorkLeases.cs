using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>Leases of work among the nodes, by one clock.</summary>
/// <param name="connections">Where they are kept.</param>
/// <param name="clock">Whose clock counts.</param>
/// <param name="node">Stands before the owner of every lease taken here: all leases of an earlier process of this node begin with it.</param>
/// <param name="time">The caller's clock.</param>
internal sealed class PostgresWorkLeases(IStoreConnections connections, LeaseClock clock, string node, TimeProvider time) : IWorkLeases
{
    public Task<WorkLease?> TakeAsync(string work, string owner, TimeSpan term, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                var fence = await transaction.ScalarAsync<long?>(
                    $"""
                    INSERT INTO work_leases (work, owner, fence, until) VALUES (@Work, @Owner, 1, {clock.Now} + @Term)
                    ON CONFLICT (work) DO UPDATE SET owner = excluded.owner, fence = work_leases.fence + 1, until = excluded.until
                    WHERE work_leases.until <= {clock.Now} OR work_leases.owner = excluded.owner
                    RETURNING fence
                    """,
                    Parameters(work, $"{node}{owner}", 0, term),
                    cancellation);
                return fence is { } granted ? new WorkLease(work, owner, granted) : null;
            },
            cancellation);

    // One that ran out and that nobody took is still ours.
    public Task<bool> RenewAsync(WorkLease lease, TimeSpan term, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction => await transaction.ExecuteAsync(
                $"UPDATE work_leases SET until = {clock.Now} + @Term WHERE work = @Work AND owner = @Owner AND fence = @Fence AND until > 0",
                Parameters(lease.Work, $"{node}{lease.Owner}", lease.Fence, term),
                cancellation) == 1,
            cancellation);

    public Task ReleaseAsync(WorkLease lease, CancellationToken cancellation) =>
        connections.WriteAsync(
            transaction => transaction.ExecuteAsync(
                "UPDATE work_leases SET until = 0 WHERE work = @Work AND owner = @Owner AND fence = @Fence",
                Parameters(lease.Work, $"{node}{lease.Owner}", lease.Fence, default),
                cancellation),
            cancellation);

    /// <summary>Gives free what earlier processes of this node held.</summary>
    public Task AbandonAsync(CancellationToken cancellation) =>
        connections.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE work_leases SET until = 0 WHERE substr(owner, 1, length(@Node)) = @Node", new { Node = node }, cancellation),
            cancellation);

    private object Parameters(string work, string owner, long fence, TimeSpan term) =>
        new { Work = work, Owner = owner, Fence = fence, Term = (long)term.TotalMilliseconds, Now = time.GetUtcNow().ToUnixTimeMilliseconds() };
}
