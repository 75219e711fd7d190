using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>The roll of the nodes on one schema.</summary>
/// <param name="connections">Where it is kept.</param>
/// <param name="clock">Whose clock counts.</param>
/// <param name="node">This one.</param>
/// <param name="time">The caller's clock.</param>
internal sealed class PostgresNodes(IStoreConnections connections, LeaseClock clock, string node, TimeProvider time) : INodes
{
    // Four reports missed.
    private static readonly long Away = (long)TimeSpan.FromSeconds(20).TotalMilliseconds;

    // Since when this process has reported without a break, by the clock that counts. One that was itself cut off, as all are while the server is away,
    // knows nothing of the others yet.
    private long steadySince = long.MaxValue, reported;

    public async Task<RollCall> ReportAsync(string watch, CancellationToken cancellation)
    {
        var (roll, at) = await connections.WriteAsync(
            async transaction =>
            {
                var asked = time.GetUtcNow();
                var said = (await transaction.FirstAsync<Said>(
                    $"""
                    WITH before AS (SELECT watch FROM nodes WHERE node = @Node)
                    INSERT INTO nodes (node, watch, seen) VALUES (@Node, @Watch, {clock.Now})
                    ON CONFLICT (node) DO UPDATE SET watch = excluded.watch, seen = excluded.seen
                    RETURNING seen AS Now, COALESCE((SELECT watch FROM before), '') AS Before
                    """,
                    new { Node = node, Watch = watch, Now = asked.ToUnixTimeMilliseconds() },
                    cancellation))!;
                var ahead = DateTimeOffset.FromUnixTimeMilliseconds(said.Now) - (asked + ((time.GetUtcNow() - asked) / 2));
                if (said.Before != watch) await transaction.ExecuteAsync("SELECT pg_notify('monitor_configured', current_schema())", null, cancellation);
                var taken = IsSteady(said.Now) ? await TakeOverAsync(transaction, said.Now, cancellation) : 0;
                return (await CountAsync(transaction, watch, said.Now, cancellation) with { Ahead = ahead, TakenOver = taken }, said.Now);
            },
            cancellation);
        if (at - reported > Away) steadySince = at;
        reported = at;
        return roll;
    }

    /// <summary>Takes this node off the roll until it reports: what a process leases that never does is not taken from it.</summary>
    public Task LeaveAsync(CancellationToken cancellation) =>
        connections.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE nodes SET seen = 0 WHERE node = @Node", new { Node = node }, cancellation), cancellation);

    private bool IsSteady(long now) => now - reported <= Away && now - steadySince >= Away;

    // Fenced: who held them settles them no more, as they are no longer leased.
    private static async Task<int> TakeOverAsync(DbTransaction transaction, long now, CancellationToken cancellation)
    {
        const string gone = "IN (SELECT node FROM nodes WHERE seen > 0 AND seen < @Before)";
        var moment = new { Now = now, Before = now - Away };
        await transaction.ExecuteAsync($"UPDATE short_links SET leased = NULL, owner = NULL WHERE leased IS NOT NULL AND owner {gone}", moment, cancellation);
        var taken = await transaction.ExecuteAsync(
            $"UPDATE messages SET state = 'uncertain', doubtful = 1, due = @Now WHERE state = 'leased' AND due IS NOT NULL AND split_part(owner, '/', 1) {gone}", moment, cancellation);
        if (taken > 0) await transaction.AnnounceAsync(cancellation);
        return taken;
    }

    private static async Task<RollCall> CountAsync(DbTransaction transaction, string watch, long now, CancellationToken cancellation)
    {
        var counted = (await transaction.FirstAsync<Counted>(
            "SELECT COUNT(*) AS Nodes, COUNT(*) FILTER (WHERE watch <> @Watch) AS Differing FROM nodes WHERE seen > @Since",
            new { Watch = watch, Since = now - Away },
            cancellation))!;
        return new RollCall((int)counted.Nodes, (int)counted.Differing, TimeSpan.Zero);
    }

    private sealed class Said
    {
        public long Now { get; init; }

        public string Before { get; init; } = "";
    }

    private sealed class Counted
    {
        public long Nodes { get; init; }

        public long Differing { get; init; }
    }
}
