using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>The roll of the nodes on one schema.</summary>
internal sealed class PostgresNodes(IStoreConnections connections, string node, TimeProvider time) : INodes
{
    // Three reports missed.
    private static readonly long Lately = (long)TimeSpan.FromSeconds(30).TotalMilliseconds;

    public Task<RollCall> ReportAsync(string watch, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                var asked = time.GetUtcNow();
                var said = (await transaction.FirstAsync<Said>(
                    $"""
                    WITH before AS (SELECT watch FROM nodes WHERE node = @Node)
                    INSERT INTO nodes (node, watch, seen) VALUES (@Node, @Watch, {LeaseClock.Postgres.Now})
                    ON CONFLICT (node) DO UPDATE SET watch = excluded.watch, seen = excluded.seen
                    RETURNING seen AS Now, COALESCE((SELECT watch FROM before), '') AS Before
                    """,
                    new { Node = node, Watch = watch },
                    cancellation))!;
                var ahead = DateTimeOffset.FromUnixTimeMilliseconds(said.Now) - (asked + ((time.GetUtcNow() - asked) / 2));
                if (said.Before != watch) await transaction.ExecuteAsync("SELECT pg_notify('monitor_configured', current_schema())", null, cancellation);
                return await CountAsync(transaction, watch, said.Now, cancellation) with { Ahead = ahead };
            },
            cancellation);

    private static async Task<RollCall> CountAsync(DbTransaction transaction, string watch, long now, CancellationToken cancellation)
    {
        var counted = (await transaction.FirstAsync<Counted>(
            "SELECT COUNT(*) AS Nodes, COUNT(*) FILTER (WHERE watch <> @Watch) AS Differing FROM nodes WHERE seen > @Since",
            new { Watch = watch, Since = now - Lately },
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
