using Dapper;
using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Reads what is stored.</summary>
internal sealed class MentionReader(IStoreReading connections) : IMentionReader
{
    public Task<IReadOnlyList<StoredMention>> ListAsync(MentionFilter filter, CancellationToken cancellation) =>
        connections.ReadAsync(
            transaction =>
            {
                var parameters = new DynamicParameters(new { filter.Query, filter.Before, Since = filter.Since?.ToUnixTimeMilliseconds(), filter.Limit });
                var rest = filter.Text is { } text ? Rest(filter, SearchCondition.Of(text, transaction, parameters)) : Rest(filter);
                return MentionRow.ReadAsync(transaction, rest, parameters, cancellation);
            },
            cancellation);

    public Task<IReadOnlyList<Document>> RecentAsync(int limit, CancellationToken cancellation) =>
        connections.ReadAsync(transaction => MentionRow.RecentAsync(transaction, limit, cancellation), cancellation);

    public Task<IReadOnlyList<SourceMemory>> SourcesAsync(CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<SourceMemory>>(
            async transaction =>
            {
                var rows = await transaction.ListAsync<SourceRow>($"{SourceRow.Select} ORDER BY o.key", null, cancellation);
                return [.. rows.Select(row => row.ToMemory())];
            },
            cancellation);

    public Task<IReadOnlyList<SourceGap>> GapsAsync(DateTimeOffset since, CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<SourceGap>>(
            async transaction =>
            {
                var rows = await transaction.ListAsync<GapRow>(
                    """
                    SELECT o.name AS Name, o.kind AS Kind, o.part AS Part, g.starts AS Starts, g.ends AS Ends, g.reason AS Reason, g.cause AS Cause,
                           g.noted AS Noted, g.made_good AS MadeGood
                    FROM gaps g JOIN sources o ON o.id = g.source WHERE g.noted >= @Since ORDER BY g.starts, g.ends, o.key
                    """,
                    new { Since = since.ToUnixTimeMilliseconds() },
                    cancellation);
                return [.. rows.Select(row => row.ToGap())];
            },
            cancellation);

    // Ordered by a column of the index that is walked, so that a page costs its own rows and not a sort of all that fit.
    // Numbers grow with time but for steps of the clock: the lowest number since then bounds the walk, "seen" decides. The plus keeps
    // SQLite from looking for the minimum along the numbers, from the first mention on.
    private static string Rest(MentionFilter filter)
    {
        var (matches, number) = filter.Query is null ? ("", "m.number") : ("JOIN matches f ON f.mention = m.number", "f.mention");
        List<string> conditions = ["1 = 1"];
        if (filter.Query is not null) conditions.Add("f.query = @Query");
        if (filter.Before is not null) conditions.Add($"{number} < @Before");
        if (filter.Since is not null) conditions.Add($"m.seen >= @Since AND {number} >= (SELECT MIN(+number) FROM mentions WHERE seen >= @Since)");
        return $"{matches} WHERE {string.Join(" AND ", conditions)} ORDER BY {number} DESC LIMIT @Limit";
    }

    // The index walks its own numbers from the newest down and stops at the limit: everything else is asked of what it finds.
    private static string Rest(MentionFilter filter, SearchCondition search)
    {
        List<string> conditions = [search.From];
        if (filter.Query is not null) conditions.Add($"EXISTS (SELECT 1 FROM matches f WHERE f.mention = {search.Number} AND f.query = @Query)");
        if (filter.Before is not null) conditions.Add($"{search.Number} < @Before");
        if (filter.Since is not null)
        {
            conditions.Add($"{search.Number} >= (SELECT MIN(+number) FROM mentions WHERE seen >= @Since)");
            conditions.Add($"EXISTS (SELECT 1 FROM mentions x WHERE x.number = {search.Number} AND x.seen >= @Since)");
        }

        return $"WHERE m.number IN (SELECT {search.Number} FROM {string.Join(" AND ", conditions)} ORDER BY {search.Number} DESC LIMIT @Limit) ORDER BY m.number DESC";
    }

    private sealed class GapRow
    {
        public string Name { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Part { get; init; } = "";

        public long Starts { get; init; }

        public long Ends { get; init; }

        public string Reason { get; init; } = "";

        public string Cause { get; init; } = "";

        public long Noted { get; init; }

        public long? MadeGood { get; init; }

        public SourceGap ToGap() => new(
            new SourceIdentity(Name, Kind, Part),
            new Gap(Starts.ToTime(), Ends.ToTime(), Reason) { State = MadeGood is null ? GapState.Lost : GapState.MadeGood, Cause = Cause.To<GapCause>() })
        {
            Noted = Noted.ToTime(),
        };
    }
}
