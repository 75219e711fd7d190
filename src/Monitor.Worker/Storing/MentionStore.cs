using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Sources' memories, documents and mentions.</summary>
internal sealed class MentionStore(IStoreConnections connections, ISourceTable sources, IDocumentTable documents, LinkStore links, TimeProvider time) : IMentionStore
{
    // How exactly "listed" is kept: a source's whole list is marked again at most so often.
    internal static readonly TimeSpan Freshness = TimeSpan.FromDays(1);

    // At most one edit of a document is recorded in so long.
    internal static readonly TimeSpan EditsApart = TimeSpan.FromDays(1);

    public Task<SourceMemory> RecallAsync(SourceIdentity source, CancellationToken cancellation) =>
        connections.ReadAsync(
            async transaction =>
            {
                var row = await sources.FindAsync(transaction, source.Key, cancellation);
                return row is null ? SourceMemory.None(source) : row.ToMemory() with { Identity = source };
            },
            cancellation);

    public async Task<IReadOnlySet<string>> UnknownAsync(SourceIdentity source, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var asked = ids.Select(StoreText.Clean).ToHashSet(StringComparer.Ordinal);
        var known = await connections.ReadAsync(transaction => documents.KnownAsync(transaction, source, asked, cancellation), cancellation);
        await MarkListedAsync(source, known, cancellation);
        asked.ExceptWith(known.Select(document => document.SourceId));
        return ids.Where(id => asked.Contains(StoreText.Clean(id))).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlySet<string>> EditedAsync(
        SourceIdentity source, IReadOnlyDictionary<string, ulong> prints, CancellationToken cancellation)
    {
        var asked = prints.Keys.Select(StoreText.Clean).Distinct(StringComparer.Ordinal);
        var known = await connections.ReadAsync(transaction => documents.KnownAsync(transaction, source, asked, cancellation), cancellation);
        var before = (time.GetUtcNow() - EditsApart).ToUnixTimeMilliseconds();
        var stored = known.Where(document => document.Print != 0 && (document.Edited ?? before) <= before)
            .ToDictionary(document => document.SourceId, document => unchecked((ulong)document.Print), StringComparer.Ordinal);
        return prints
            .Where(shown => stored.TryGetValue(StoreText.Clean(shown.Key), out var print) && print != shown.Value)
            .Select(shown => shown.Key).ToHashSet(StringComparer.Ordinal);
    }

    public Task<Saved> SaveAsync(Haul haul, CancellationToken cancellation)
    {
        // Named before the transaction, which may be repeated after a commit that was not answered: it must know its own.
        var success = SuccessRow.Of(haul, look: Guid.NewGuid().ToString("N"));
        return connections.WriteAsync(
            async transaction =>
            {
                if (await sources.RememberAsync(transaction, success, cancellation) is not { } source) return Saved.Overtaken;
                await new CoverageWriter(transaction, sources, source, haul.At).WriteAsync(haul.Covered, haul.Gaps, cancellation);
                var edited = await new EditWriter(transaction, documents, haul.At).WriteAsync(haul, cancellation);
                var saved = await documents.WriteAsync(transaction, source, haul, edited.Mentions, cancellation);
                await links.QueueAsync(transaction, haul, cancellation);
                if (saved.Deliveries > 0) await transaction.AnnounceAsync(cancellation);
                return saved with { Edits = edited.Count };
            },
            cancellation);
    }

    public Task<bool> RecordFaultAsync(SourceIdentity source, string? after, SourceException fault, DateTimeOffset at, DateTimeOffset due, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction => await transaction.ExecuteAsync(
                """
                INSERT INTO sources (key, name, kind, part, last_attempt, failures, fault, problem, due)
                VALUES (@Key, @Name, @Kind, @Part, @At, 1, @Fault, @Problem, @Due)
                ON CONFLICT (key) DO UPDATE SET
                    kind = excluded.kind, last_attempt = excluded.last_attempt, failures = sources.failures + 1,
                    fault = excluded.fault, problem = excluded.problem, due = excluded.due
                WHERE @After IS NULL OR sources.look = @After
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
                    After = after,
                },
                cancellation) == 1,
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
                    await transaction.ExecuteAsync($"UPDATE documents SET listed = @Now WHERE id {transaction.In("@Ids")}", new { at.Now, Ids = some }, cancellation);
                return stale.Count;
            },
            cancellation);
    }
}
