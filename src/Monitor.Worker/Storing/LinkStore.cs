using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Short links, their answers, and who waits for them.</summary>
internal sealed class LinkStore(SqliteConnections connections) : ILinkStore
{
    public Task<IReadOnlyList<string>> DueHostsAsync(DateTimeOffset now, CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<string>>(
            async transaction => await transaction.ListAsync<string>(
                """
                SELECT s.host FROM short_links s
                WHERE s.due <= @Now AND (s.leased IS NULL OR s.leased <= @Now)
                  AND NOT EXISTS (SELECT 1 FROM paused_hosts p WHERE p.host = s.host AND p.until > @Now)
                GROUP BY s.host ORDER BY MIN(s.due)
                """,
                new { Now = now.ToUnixTimeMilliseconds() },
                cancellation),
            cancellation);

    public Task<ShortLink?> TakeAsync(string host, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                var row = await transaction.FirstAsync<LinkRow>(
                    """
                    UPDATE short_links SET leased = @Until
                    WHERE id = (SELECT s.id FROM short_links s
                                WHERE s.host = @Host AND s.due <= @Now AND (s.leased IS NULL OR s.leased <= @Now)
                                  AND NOT EXISTS (SELECT 1 FROM paused_hosts p WHERE p.host = s.host AND p.until > @Now)
                                ORDER BY s.due, s.id LIMIT 1)
                    RETURNING address AS Address, host AS Host, attempts AS Attempts
                    """,
                    new { Host = host, Now = now.ToUnixTimeMilliseconds(), Until = until.ToUnixTimeMilliseconds() },
                    cancellation);
                return row is null ? null : new ShortLink(row.Address, row.Host, row.Attempts);
            },
            cancellation);

    public Task SettleAsync(ShortLink link, LinkAnswer answer, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    """
                    UPDATE short_links SET outcome = @Outcome, hops = @Hops, note = @Note, attempts = @Attempts, due = @Due, leased = NULL, expires = @Expires
                    WHERE address = @Address
                    """,
                    new
                    {
                        link.Address,
                        Outcome = answer.AskAgain is null ? answer.Resolution.Outcome.ToColumn() : null,
                        Hops = StoreJson.Tags([.. answer.Resolution.Hops.Select(StoreText.Clean)]),
                        Note = answer.Resolution.Note is { } note ? StoreText.Clean(note) : null,
                        Attempts = answer.AskAgain is null ? 0 : link.Attempts + 1,
                        Due = answer.AskAgain?.ToUnixTimeMilliseconds(),
                        Expires = answer.Expires?.ToUnixTimeMilliseconds(),
                    },
                    cancellation);
                if (answer.HostFree is { } free) await PauseAsync(transaction, link.Host, free, cancellation);
                return 0;
            },
            cancellation);

    public Task<IReadOnlyList<WaitingDocument>> AnsweredAsync(long after, int most, CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<WaitingDocument>>(
            async transaction =>
            {
                var rows = await transaction.ListAsync<AnswerRow>(
                    """
                    SELECT o.document AS Document, o.arrival AS Arrival, s.address AS Address, s.hops AS Hops
                    FROM open_links o JOIN short_links s ON s.id = o.link
                    WHERE s.outcome IS NOT NULL
                      AND o.document IN (SELECT w.document FROM open_links w JOIN short_links t ON t.id = w.link
                                         WHERE t.outcome IS NOT NULL AND w.document > @After GROUP BY w.document ORDER BY w.document LIMIT @Most)
                    ORDER BY o.document
                    """,
                    new { After = after, Most = most },
                    cancellation);
                List<WaitingDocument> waiting = [];
                foreach (var answers in rows.GroupBy(row => row.Document)) waiting.Add(await ReadAsync(transaction, [.. answers], cancellation));
                return waiting;
            },
            cancellation);

    public Task<Saved> CompleteAsync(WaitingDocument waiting, IReadOnlyList<Link> links, RoutedMention? gained, DateTimeOffset at, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                var completion = new LinkCompletion(transaction, waiting, at.ToUnixTimeMilliseconds());
                return await completion.TryCloseAsync(links, cancellation)
                    ? await completion.GainAsync(links, gained, cancellation)
                    : new Saved(0, 0, 0);
            },
            cancellation);

    public Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                var moment = new { Now = now.ToUnixTimeMilliseconds() };
                await transaction.ExecuteAsync("DELETE FROM paused_hosts WHERE until <= @Now", moment, cancellation);
                return await transaction.ExecuteAsync(
                    """
                    DELETE FROM short_links WHERE (expires IS NULL OR expires <= @Now)
                      AND NOT EXISTS (SELECT 1 FROM open_links o WHERE o.link = short_links.id)
                    """,
                    moment,
                    cancellation);
            },
            cancellation);

    /// <summary>Gives every lease back, for a process that knows that nobody else asks.</summary>
    public Task<int> AbandonLeasesAsync(CancellationToken cancellation) =>
        connections.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE short_links SET leased = NULL WHERE leased IS NOT NULL", null, cancellation), cancellation);

    /// <summary>Queues the open links of a haul, in its transaction. A link with an answer that is still believed is not asked about again.</summary>
    public static async Task QueueAsync(DbTransaction transaction, long source, Haul haul, CancellationToken cancellation)
    {
        var at = haul.At.ToUnixTimeMilliseconds();
        foreach (var open in haul.OpenLinks)
        {
            foreach (var address in open.Links)
            {
                var row = new { Source = source, Id = StoreText.Clean(open.Document), Address = address, Host = new Uri(address).Authority, Arrival = open.Arrival.ToColumn(), At = at };
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO short_links (address, host, hops, attempts, due) VALUES (@Address, @Host, '[]', 0, @At)
                    ON CONFLICT (address) DO UPDATE SET outcome = NULL, hops = '[]', note = NULL, attempts = 0, due = excluded.due, expires = NULL
                    WHERE short_links.expires <= excluded.due
                    """,
                    row,
                    cancellation);
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO open_links (document, link, arrival)
                    SELECT d.id, s.id, @Arrival FROM documents d, short_links s
                    WHERE d.source = @Source AND d.source_id = @Id AND s.address = @Address
                    ON CONFLICT (document, link) DO NOTHING
                    """,
                    row,
                    cancellation);
            }
        }
    }

    private static Task<int> PauseAsync(DbTransaction transaction, string host, DateTimeOffset until, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            "INSERT INTO paused_hosts (host, until) VALUES (@Host, @Until) ON CONFLICT (host) DO UPDATE SET until = excluded.until WHERE paused_hosts.until < excluded.until",
            new { Host = host, Until = until.ToUnixTimeMilliseconds() },
            cancellation);

    private static async Task<WaitingDocument> ReadAsync(DbTransaction transaction, IReadOnlyList<AnswerRow> answers, CancellationToken cancellation)
    {
        var number = answers[0].Document;
        var queries = await transaction.ListAsync<string>(
            "SELECT f.query FROM matches f JOIN mentions m ON m.number = f.mention WHERE m.document = @Number ORDER BY f.position", new { Number = number }, cancellation);
        return new WaitingDocument(
            number,
            await MentionRow.ReadDocumentAsync(transaction, number, cancellation),
            answers[0].Arrival.To<Arrival>(),
            queries,
            answers.ToDictionary(answer => answer.Address, answer => StoreJson.Tags(answer.Hops), StringComparer.Ordinal));
    }

    private sealed class LinkRow
    {
        public string Address { get; init; } = "";

        public string Host { get; init; } = "";

        public int Attempts { get; init; }
    }

    private sealed class AnswerRow
    {
        public long Document { get; init; }

        public string Arrival { get; init; } = "";

        public string Address { get; init; } = "";

        public string Hops { get; init; } = "";
    }
}
