using System.Data.Common;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Sources' memories, documents and mentions in SQLite.</summary>
internal sealed class MentionStore(SqliteConnections connections, TimeProvider time) : IMentionStore
{
    // How exactly "listed" is kept: a source's whole list is marked again at most so often.
    internal static readonly TimeSpan Freshness = TimeSpan.FromDays(1);

    public Task<SourceMemory> RecallAsync(SourceIdentity source, CancellationToken cancellation) =>
        connections.ReadAsync(
            async transaction =>
            {
                var row = await transaction.FirstAsync<SourceRow>($"{SourceRow.Select} WHERE key = @Key", new { source.Key }, cancellation);
                return row is null ? SourceMemory.None(source) : row.ToMemory() with { Identity = source };
            },
            cancellation);

    public async Task<IReadOnlySet<string>> UnknownAsync(SourceIdentity source, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var asked = ids.Select(StoreText.Clean).ToHashSet(StringComparer.Ordinal);
        var known = await connections.ReadAsync(transaction => KnownAsync(transaction, source, asked, cancellation), cancellation);
        await MarkListedAsync(source, known, cancellation);
        asked.ExceptWith(known.Select(document => document.SourceId));
        return ids.Where(id => asked.Contains(StoreText.Clean(id))).ToHashSet(StringComparer.Ordinal);
    }

    public Task<Saved> SaveAsync(Haul haul, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                var source = await RememberSuccessAsync(transaction, haul, cancellation);
                foreach (var gap in haul.Gaps) await RememberGapAsync(transaction, source, gap, cancellation);
                using var writer = new HaulWriter(transaction, source, haul);
                var saved = writer.Write(cancellation);
                await LinkStore.QueueAsync(transaction, source, haul, cancellation);
                return saved;
            },
            cancellation);

    public Task RecordFaultAsync(SourceIdentity source, SourceException fault, DateTimeOffset at, DateTimeOffset due, CancellationToken cancellation) =>
        connections.WriteAsync(
            transaction => transaction.ExecuteAsync(
                """
                INSERT INTO sources (key, name, kind, part, last_attempt, failures, fault, problem, due)
                VALUES (@Key, @Name, @Kind, @Part, @At, 1, @Fault, @Problem, @Due)
                ON CONFLICT (key) DO UPDATE SET
                    kind = excluded.kind, last_attempt = excluded.last_attempt, failures = sources.failures + 1,
                    fault = excluded.fault, problem = excluded.problem, due = excluded.due
                """,
                new
                {
                    source.Key,
                    source.Name,
                    source.Kind,
                    source.Part,
                    At = at.ToUnixTimeMilliseconds(),
                    Fault = fault.Fault.ToColumn(),
                    Problem = StoreText.Clean(fault.Message),
                    Due = due.ToUnixTimeMilliseconds(),
                },
                cancellation),
            cancellation);

    private static Task<List<KnownDocument>> KnownAsync(
        DbTransaction transaction, SourceIdentity source, HashSet<string> ids, CancellationToken cancellation) =>
        transaction.ListAsync<KnownDocument, string>(
            """
            SELECT d.id AS Id, d.source_id AS SourceId, d.listed AS Listed
            FROM documents d JOIN sources o ON o.id = d.source
            WHERE o.key = @Key AND d.source_id IN @Ids
            """,
            ids,
            some => new { source.Key, Ids = some },
            cancellation);

    private async Task MarkListedAsync(SourceIdentity source, List<KnownDocument> known, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var stale = known.Where(document => document.Listed < (now - Freshness).ToUnixTimeMilliseconds()).Select(document => document.Id).ToList();
        if (stale.Count == 0) return;
        await connections.WriteAsync(
            async transaction =>
            {
                var at = new { source.Key, Now = now.ToUnixTimeMilliseconds() };
                await transaction.ExecuteAsync("UPDATE sources SET listed = @Now WHERE key = @Key", at, cancellation);
                foreach (var some in stale.Chunk(500))
                    await transaction.ExecuteAsync("UPDATE documents SET listed = @Now WHERE id IN @Ids", new { at.Now, Ids = some }, cancellation);
                return stale.Count;
            },
            cancellation);
    }

    private static Task<long> RememberSuccessAsync(DbTransaction transaction, Haul haul, CancellationToken cancellation) =>
        transaction.ScalarAsync<long>(
            """
            INSERT INTO sources (key, name, kind, part, cursor, first_contact, last_success, last_attempt, failures, fault, problem, due, listed)
            VALUES (@Key, @Name, @Kind, @Part, @Cursor, @At, @At, @At, 0, NULL, @Problem, @Due, @Listed)
            ON CONFLICT (key) DO UPDATE SET
                kind = excluded.kind, cursor = excluded.cursor, first_contact = COALESCE(sources.first_contact, excluded.first_contact),
                last_success = excluded.last_success, last_attempt = excluded.last_attempt, failures = 0,
                fault = NULL, problem = excluded.problem, due = excluded.due, listed = COALESCE(excluded.listed, sources.listed)
            RETURNING id
            """,
            new
            {
                haul.Source.Key,
                haul.Source.Name,
                haul.Source.Kind,
                haul.Source.Part,
                Cursor = haul.Cursor.Text,
                At = haul.At.ToUnixTimeMilliseconds(),
                Problem = haul.Warnings.Count == 0 ? null : StoreText.Clean(string.Join('\n', haul.Warnings)),
                Due = haul.Due.ToUnixTimeMilliseconds(),
                Listed = haul.Documents.Count == 0 ? (long?)null : haul.At.ToUnixTimeMilliseconds(),
            },
            cancellation);

    private static Task<int> RememberGapAsync(DbTransaction transaction, long source, Gap gap, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO gaps (source, starts, ends, reason) VALUES (@Source, @Starts, @Ends, @Reason)
            ON CONFLICT (source, starts, ends) DO NOTHING
            """,
            new
            {
                Source = source,
                Starts = gap.From.ToUnixTimeMilliseconds(),
                Ends = gap.To.ToUnixTimeMilliseconds(),
                Reason = StoreText.Clean(gap.Reason),
            },
            cancellation);

    private sealed class KnownDocument
    {
        public long Id { get; init; }

        public string SourceId { get; init; } = "";

        public long Listed { get; init; }
    }
}
