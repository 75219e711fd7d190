using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Reads what is stored in SQLite.</summary>
internal sealed class MentionReader(SqliteConnections connections) : IMentionReader
{
    public Task<IReadOnlyList<StoredMention>> ListAsync(MentionFilter filter, CancellationToken cancellation) =>
        connections.ReadAsync(
            transaction => MentionRow.ReadAsync(
                transaction,
                $"{Where(filter)} ORDER BY m.number DESC LIMIT @Limit",
                new { filter.Query, filter.Before, Since = filter.Since?.ToUnixTimeMilliseconds(), filter.Limit },
                cancellation),
            cancellation);

    public Task<IReadOnlyList<SourceMemory>> SourcesAsync(CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<SourceMemory>>(
            async transaction =>
            {
                var rows = await transaction.ListAsync<SourceRow>($"{SourceRow.Select} ORDER BY key", null, cancellation);
                return [.. rows.Select(row => row.ToMemory())];
            },
            cancellation);

    public Task<IReadOnlyList<SourceGap>> GapsAsync(DateTimeOffset since, CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<SourceGap>>(
            async transaction =>
            {
                var rows = await transaction.ListAsync<GapRow>(
                    """
                    SELECT o.name AS Name, o.kind AS Kind, o.part AS Part, g.starts AS Starts, g.ends AS Ends, g.reason AS Reason
                    FROM gaps g JOIN sources o ON o.id = g.source WHERE g.ends > @Since ORDER BY g.starts, g.ends, o.key
                    """,
                    new { Since = since.ToUnixTimeMilliseconds() },
                    cancellation);
                return [.. rows.Select(row => row.ToGap())];
            },
            cancellation);

    // Numbers grow with time but for steps of the clock: the lowest number since then bounds the walk, "seen" decides.
    private static string Where(MentionFilter filter)
    {
        List<string> conditions = [];
        var query = "";
        if (filter.Query is not null)
        {
            query = "JOIN matches f ON f.mention = m.number";
            conditions.Add("f.query = @Query");
        }

        if (filter.Before is not null) conditions.Add("m.number < @Before");
        if (filter.Since is not null) conditions.Add("m.seen >= @Since AND m.number >= (SELECT MIN(number) FROM mentions WHERE seen >= @Since)");
        return conditions.Count == 0 ? query : $"{query} WHERE {string.Join(" AND ", conditions)}";
    }

    private sealed class GapRow
    {
        public string Name { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Part { get; init; } = "";

        public long Starts { get; init; }

        public long Ends { get; init; }

        public string Reason { get; init; } = "";

        public SourceGap ToGap() => new(new SourceIdentity(Name, Kind, Part), new Gap(Starts.ToTime(), Ends.ToTime(), Reason));
    }
}
