using System.Data.Common;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Storing;

/// <summary>
/// Writes what one fetch saw, and what it did not. Stretches that touch are one row, so that a year of looks every five minutes is one row
/// for each time that the source was lost from sight.
/// </summary>
internal sealed class CoverageWriter(DbTransaction transaction, ISourceTable sources, long source, DateTimeOffset at)
{
    private readonly long now = at.ToUnixTimeMilliseconds();

    public async Task WriteAsync(IReadOnlyList<Stretch> covered, IReadOnlyList<Gap> gaps, CancellationToken cancellation)
    {
        foreach (var stretch in covered)
        {
            var (starts, ends) = (stretch.From.ToUnixTimeMilliseconds(), stretch.To.ToUnixTimeMilliseconds());
            var seen = new SeenRow(source, starts, ends, now);
            if (ends > now || !await sources.ExtendAsync(transaction, seen, cancellation)) await MergeAsync(starts, ends, cancellation);
            await sources.CloseGapsAsync(transaction, seen, cancellation);
        }

        foreach (var gap in gaps) await RememberAsync(gap, cancellation);
    }

    private async Task MergeAsync(long starts, long ends, CancellationToken cancellation)
    {
        var touched = await transaction.ListAsync<Row>(
            "SELECT starts AS Starts, ends AS Ends FROM coverage WHERE source = @Source AND starts <= @Ends AND ends >= @Starts ORDER BY starts",
            new { Source = source, Starts = starts, Ends = ends },
            cancellation);
        var first = Math.Min(starts, touched.Count > 0 ? touched[0].Starts : starts);
        // A clock that went back leaves no coverage of the future behind, in which nothing could be missed.
        var last = Math.Max(first, Math.Min(now, Math.Max(ends, touched.Select(row => row.Ends).DefaultIfEmpty(ends).Max())));
        if (touched.Count != 1 || touched[0].Starts != first)
        {
            await transaction.ExecuteAsync(
                "DELETE FROM coverage WHERE source = @Source AND starts <= @Ends AND ends >= @Starts", new { Source = source, Starts = starts, Ends = ends }, cancellation);
        }

        await transaction.ExecuteAsync(
            "INSERT INTO coverage (source, starts, ends) VALUES (@Source, @First, @Last) ON CONFLICT (source, starts) DO UPDATE SET ends = excluded.ends",
            new { Source = source, First = first, Last = last },
            cancellation);
    }

    private Task<int> RememberAsync(Gap gap, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO gaps (source, starts, ends, reason, cause, noted, made_good) VALUES (@Source, @Starts, @Ends, @Reason, @Cause, @Now, @MadeGood)
            ON CONFLICT (source, starts) DO UPDATE SET ends = excluded.ends, reason = excluded.reason, cause = excluded.cause, made_good = excluded.made_good
            """,
            new
            {
                Source = source,
                Starts = gap.From.ToUnixTimeMilliseconds(),
                Ends = gap.To.ToUnixTimeMilliseconds(),
                Reason = StoreText.Clean(gap.Reason),
                Cause = gap.Cause.ToColumn(),
                Now = now,
                MadeGood = gap.State == GapState.MadeGood ? now : (long?)null,
            },
            cancellation);

    private sealed class Row
    {
        public long Starts { get; init; }

        public long Ends { get; init; }
    }
}
