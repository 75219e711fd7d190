using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Short links, their answers, and who waits for them.</summary>
/// <param name="connections">Where they are kept.</param>
/// <param name="documents">The documents.</param>
/// <param name="clock">Whose clock counts.</param>
/// <param name="node">Who asks here.</param>
/// <param name="time">The caller's clock.</param>
internal sealed class LinkStore(IStoreConnections connections, IDocumentTable documents, LeaseClock clock, string node, TimeProvider time) : ILinkStore
{
    private const int MostForgotten = 250;

    public Task<IReadOnlyList<string>> DueHostsAsync(DateTimeOffset now, CancellationToken cancellation) =>
        connections.ReadAsync<IReadOnlyList<string>>(
            async transaction => await transaction.ListAsync<string>(
                $"SELECT s.host FROM short_links s WHERE {MayBeAsked} GROUP BY s.host ORDER BY MIN(s.due)", new { Now = now.ToUnixTimeMilliseconds() }, cancellation),
            cancellation);

    public Task<ShortLink?> TakeAsync(string host, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                // Nodes come one after the other for a host: the second one sees what the first one leased.
                await transaction.LockAsync($"host:{host}", cancellation);
                var row = await transaction.FirstAsync<LinkRow>(
                    $"""
                    UPDATE short_links SET leased = {clock.Now} + @Term, owner = @Node
                    WHERE id = (SELECT s.id FROM short_links s WHERE s.host = @Host AND {MayBeAsked} ORDER BY s.due, s.id LIMIT 1 {transaction.SkipLocked()})
                    RETURNING address AS Address, host AS Host, attempts AS Attempts
                    """,
                    new { Host = host, Now = now.ToUnixTimeMilliseconds(), Term = (long)(until - now).TotalMilliseconds, Node = node },
                    cancellation);
                return row is null ? null : new ShortLink(row.Address, row.Host, row.Attempts);
            },
            cancellation);

    public Task SettleAsync(ShortLink link, LinkAnswer answer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return connections.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    $"""
                    UPDATE short_links SET outcome = @Outcome, hops = @Hops, note = @Note, attempts = @Attempts, leased = NULL, owner = NULL,
                        due = {clock.Now} + @Wait, expires = {clock.Now} + @Believed
                    WHERE address = @Address
                    """,
                    new
                    {
                        link.Address,
                        Outcome = answer.AskAgain is null ? answer.Resolution.Outcome.ToColumn() : null,
                        Hops = StoreJson.Tags([.. answer.Resolution.Hops.Select(StoreText.Clean)]),
                        Note = answer.Resolution.Note is { } note ? StoreText.Clean(note) : null,
                        Attempts = answer.AskAgain is null ? 0 : link.Attempts + 1,
                        Wait = (answer.AskAgain - now).ToMilliseconds(),
                        Believed = (answer.Expires - now).ToMilliseconds(),
                        Now = now.ToUnixTimeMilliseconds(),
                    },
                    cancellation);
                if (answer.HostFree is { } free) await PauseAsync(transaction, link.Host, free - now, now, cancellation);
                return 0;
            },
            cancellation);
    }

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
                var completion = new LinkCompletion(transaction, documents, waiting, at);
                if (!await completion.TryCloseAsync(links, cancellation)) return new Saved(0, 0, 0);
                var saved = await completion.GainAsync(links, gained, cancellation);
                if (saved.Deliveries > 0) await transaction.AnnounceAsync(cancellation);
                return saved;
            },
            cancellation);

    public async Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var moment = new { Now = now.ToUnixTimeMilliseconds(), Most = MostForgotten };
        await connections.WriteAsync(
            transaction => transaction.ExecuteAsync($"DELETE FROM paused_hosts WHERE until <= {clock.Now}", moment, cancellation), cancellation);
        for (var forgotten = 0; ;)
        {
            var (old, gone) = await connections.WriteAsync(transaction => ForgetSomeAsync(transaction, moment, cancellation), cancellation);
            forgotten += gone;
            if (old < MostForgotten) return forgotten;
        }
    }

    public Task<LinkSummary> SummarizeAsync(CancellationToken cancellation) =>
        connections.ReadAsync(
            async transaction =>
            {
                var row = await transaction.FirstAsync<QueueRow>(
                    "SELECT COUNT(*) AS Waiting, MIN(s.due) AS Due FROM short_links s WHERE s.due IS NOT NULL AND EXISTS (SELECT 1 FROM open_links o WHERE o.link = s.id)",
                    null,
                    cancellation);
                return new LinkSummary((int)row!.Waiting, row.Due.ToTime());
            },
            cancellation);

    /// <summary>Gives the leases of this node's earlier processes back, for a process that knows that none of them lives.</summary>
    public Task<int> AbandonLeasesAsync(CancellationToken cancellation) =>
        connections.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE short_links SET leased = NULL, owner = NULL WHERE owner = @Node", new { Node = node }, cancellation), cancellation);

    /// <summary>
    /// Queues the open links of a haul in its transaction, when its documents are written. A link with an answer that is still believed
    /// is not asked about again.
    /// </summary>
    public async Task QueueAsync(DbTransaction transaction, Haul haul, CancellationToken cancellation)
    {
        if (haul.OpenLinks.Count == 0) return;
        var ids = haul.OpenLinks.Select(open => StoreText.Clean(open.Document)).Distinct(StringComparer.Ordinal);
        var stored = (await documents.KnownAsync(transaction, haul.Source, ids, cancellation)).ToDictionary(row => row.SourceId, row => row.Id, StringComparer.Ordinal);
        var links = new Dictionary<string, long>(StringComparer.Ordinal);

        // In one order: two saves with the same links wait for each other, but never in a circle.
        foreach (var address in haul.OpenLinks.SelectMany(open => open.Links).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            links.Add(address, await QueueAsync(transaction, address, haul.At, cancellation));
        foreach (var open in haul.OpenLinks)
        {
            if (!stored.TryGetValue(StoreText.Clean(open.Document), out var document)) continue;
            foreach (var address in open.Links)
            {
                await transaction.ExecuteAsync(
                    "INSERT INTO open_links (document, link, arrival) VALUES (@Document, @Link, @Arrival) ON CONFLICT (document, link) DO NOTHING",
                    new { Document = document, Link = links[address], Arrival = open.Arrival.ToColumn() },
                    cancellation);
            }
        }
    }

    /// <summary>One link of a host at a time, and none while it is left alone. Follows WHERE; <c>s</c> is the link.</summary>
    private string MayBeAsked =>
        $"""
        s.due <= {clock.Now}
            AND NOT EXISTS (SELECT 1 FROM short_links b WHERE b.host = s.host AND b.leased > {clock.Now})
            AND NOT EXISTS (SELECT 1 FROM paused_hosts p WHERE p.host = s.host AND p.until > {clock.Now})
        """;

    /// <returns>The link's row, which is locked: nobody forgets it before somebody waits for it.</returns>
    private async Task<long> QueueAsync(DbTransaction transaction, string address, DateTimeOffset at, CancellationToken cancellation)
    {
        var row = new { Address = address, Host = new Uri(address).Authority, Now = at.ToUnixTimeMilliseconds() };
        await transaction.ExecuteAsync(
            $"""
            INSERT INTO short_links (address, host, hops, attempts, due) VALUES (@Address, @Host, '[]', 0, {clock.Now})
            ON CONFLICT (address) DO UPDATE SET outcome = NULL, hops = '[]', note = NULL, attempts = 0, due = excluded.due, expires = NULL
            WHERE short_links.expires <= excluded.due
            """,
            row,
            cancellation);
        return await transaction.ScalarAsync<long>("SELECT id FROM short_links WHERE address = @Address", row, cancellation);
    }

    // Looked for and locked first, then judged: a save beside this may just have had a document wait for one of them.
    private async Task<(int Old, int Gone)> ForgetSomeAsync(DbTransaction transaction, object moment, CancellationToken cancellation)
    {
        const string nobodyWaits = "NOT EXISTS (SELECT 1 FROM open_links o WHERE o.link = short_links.id)";
        var old = await transaction.ListAsync<long>(
            $"SELECT id FROM short_links WHERE (expires IS NULL OR expires <= {clock.Now}) AND {nobodyWaits} ORDER BY id LIMIT @Most {transaction.SkipLocked()}",
            moment,
            cancellation);
        if (old.Count == 0) return (0, 0);
        var gone = await transaction.ExecuteAsync(
            $"DELETE FROM short_links WHERE id {transaction.In("@Ids")} AND {nobodyWaits}", new { Ids = old.ToArray() }, cancellation);
        return (old.Count, gone);
    }

    private Task<int> PauseAsync(DbTransaction transaction, string host, TimeSpan pause, DateTimeOffset now, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            $"""
            INSERT INTO paused_hosts (host, until) VALUES (@Host, {clock.Now} + @Pause)
            ON CONFLICT (host) DO UPDATE SET until = excluded.until WHERE paused_hosts.until < excluded.until
            """,
            new { Host = host, Pause = (long)pause.TotalMilliseconds, Now = now.ToUnixTimeMilliseconds() },
            cancellation);

    private static async Task<WaitingDocument> ReadAsync(DbTransaction transaction, IReadOnlyList<AnswerRow> answers, CancellationToken cancellation)
    {
        var number = answers[0].Document;
        // An edit takes the places from the matches that the new text alone does not have: they are found again.
        var queries = await transaction.ListAsync<string>(
            """
            SELECT f.query FROM matches f JOIN mentions m ON m.number = f.mention JOIN documents d ON d.id = m.document
            WHERE m.document = @Number AND (d.edited IS NULL OR f.spans <> '[]') ORDER BY f.position
            """,
            new { Number = number },
            cancellation);
        return new WaitingDocument(
            number,
            await MentionRow.ReadDocumentAsync(transaction, number, cancellation),
            answers[0].Arrival.To<Arrival>(),
            queries,
            answers.ToDictionary(answer => answer.Address, answer => StoreJson.Tags(answer.Hops), StringComparer.Ordinal));
    }

    private sealed class QueueRow
    {
        public long Waiting { get; init; }

        public long? Due { get; init; }
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
