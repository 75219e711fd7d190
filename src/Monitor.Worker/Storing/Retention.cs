using System.Data.Common;

namespace Monitor.Worker.Storing;

/// <summary>How much a sweep forgot.</summary>
public sealed record Swept(int Documents, int Mentions, int Messages, int Gaps);

/// <summary>Forgets what is old, a few rows at a time, so that a save never waits long for its turn.</summary>
public sealed class Retention
{
    private const int Batch = 250;

    private readonly IStoreConnections connections;

    internal Retention(IStoreConnections connections) => this.connections = connections;

    /// <summary>
    /// Forgets mentions seen before <paramref name="mentionsBefore"/>, never one with something unsent, with gaps, coverage and messages of that
    /// age; then documents without a mention that their source listed last before <paramref name="documentsBefore"/> and lists no more.
    /// That a story was told is remembered as long as any mention tells it.
    /// </summary>
    public async Task<Swept> SweepAsync(DateTimeOffset documentsBefore, DateTimeOffset mentionsBefore, CancellationToken cancellation)
    {
        var mentions = await WalkAsync(OldMentions, mentionsBefore, (transaction, numbers) => ForgetMentionsAsync(transaction, numbers, cancellation), cancellation);
        var messages = await WalkAsync(OldMessages, mentionsBefore, (transaction, numbers) => ForgetMessagesAsync(transaction, numbers, cancellation), cancellation);
        var gaps = await connections.WriteAsync(transaction => ForgetGapsAsync(transaction, mentionsBefore, cancellation), cancellation);
        var documents = await WalkAsync(OldDocuments, documentsBefore, (transaction, ids) => ForgetDocumentsAsync(transaction, ids, documentsBefore, cancellation), cancellation);
        return new Swept(documents, mentions, messages, gaps);
    }

    // The walk goes on from where it stands and not from the front: what is old but stays would be looked at again in every batch.
    private const string OldMentions =
        "SELECT number AS Id, seen AS At FROM mentions WHERE seen < @Before AND (seen, number) > (@At, @Id) ORDER BY seen, number LIMIT @Batch";

    private const string OldDocuments =
        "SELECT id AS Id, listed AS At FROM documents WHERE listed < @Before AND (listed, id) > (@At, @Id) ORDER BY listed, id LIMIT @Batch";

    private const string OldMessages =
        "SELECT number AS Id, 0 AS At FROM messages WHERE settled < @Before AND number > @Id ORDER BY number LIMIT @Batch";

    private async Task<int> WalkAsync(
        string old, DateTimeOffset before, Func<DbTransaction, long[], Task<int>> forget, CancellationToken cancellation)
    {
        var at = new Place { At = long.MinValue, Id = long.MinValue };
        for (var forgotten = 0; ;)
        {
            var (rows, gone) = await connections.WriteAsync(
                async transaction =>
                {
                    var rows = await transaction.ListAsync<Place>(old, new { Before = before.ToUnixTimeMilliseconds(), at.At, at.Id, Batch }, cancellation);
                    return (rows, await forget(transaction, [.. rows.Select(row => row.Id)]));
                },
                cancellation);
            forgotten += gone;
            if (rows.Count < Batch) return forgotten;
            at = rows[^1];
        }
    }

    private static async Task<int> ForgetMentionsAsync(DbTransaction transaction, long[] numbers, CancellationToken cancellation)
    {
        var told = await transaction.ListAsync<Told>(
            $"""
            SELECT m.number AS Number, m.story AS Story FROM mentions m
            WHERE m.number {transaction.In("@Numbers")}
              AND NOT EXISTS (SELECT 1 FROM deliveries v LEFT JOIN messages s ON s.number = v.message
                              WHERE v.mention = m.number AND (v.message IS NULL OR s.due IS NOT NULL))
              AND NOT EXISTS (SELECT 1 FROM digest_entries e LEFT JOIN messages s ON s.digest = e.digest AND s.slot_date = e.slot_date
                              WHERE e.mention = m.number AND (e.slot_date IS NULL OR s.due IS NOT NULL))
            """,
            new { Numbers = numbers },
            cancellation);
        var rows = new { Numbers = told.Select(row => row.Number).ToArray(), Stories = told.Select(row => row.Story).ToArray() };
        var ofThese = $"id {transaction.In("@Stories")}";
        await LockStoriesAsync(transaction, ofThese, rows, cancellation);
        await transaction.ExecuteAsync($"DELETE FROM mentions WHERE number {transaction.In("@Numbers")}", rows, cancellation);
        await transaction.ExecuteAsync($"UPDATE stories SET mentions = (SELECT COUNT(*) FROM mentions m WHERE m.story = stories.id) WHERE {ofThese}", rows, cancellation);
        await transaction.ExecuteAsync($"DELETE FROM stories WHERE {ofThese} AND mentions = 0", rows, cancellation);
        return told.Count;
    }

    // In the order of a save, so that neither waits for the other in a circle; and before they are counted, because a save beside this
    // may be telling one of them again.
    private static Task<List<long>> LockStoriesAsync(DbTransaction transaction, string which, object rows, CancellationToken cancellation) =>
        transaction.ListAsync<long>($"SELECT id FROM stories WHERE {which} ORDER BY key {transaction.ForUpdate()}", rows, cancellation);

    private static Task<int> ForgetMessagesAsync(DbTransaction transaction, long[] numbers, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            $"DELETE FROM messages WHERE number {transaction.In("@Numbers")} AND NOT EXISTS (SELECT 1 FROM deliveries v WHERE v.message = messages.number)",
            new { Numbers = numbers },
            cancellation);

    // The last stretch that was seen stays, however old: what comes next is held against it.
    private static async Task<int> ForgetGapsAsync(DbTransaction transaction, DateTimeOffset before, CancellationToken cancellation)
    {
        var old = new { Before = before.ToUnixTimeMilliseconds() };
        await transaction.ExecuteAsync(
            "DELETE FROM coverage WHERE ends < @Before AND EXISTS (SELECT 1 FROM coverage later WHERE later.source = coverage.source AND later.starts > coverage.starts)", old, cancellation);
        return await transaction.ExecuteAsync("DELETE FROM gaps WHERE ends < @Before AND noted < @Before", old, cancellation);
    }

    // A feed that does not change for months is not read for months: what it listed last is still listed. Documents are marked at most
    // once in a while, so "still listed" is nearly as young as the source's last list. Of a source no longer looked at nothing is listed.
    private static Task<int> ForgetDocumentsAsync(DbTransaction transaction, long[] ids, DateTimeOffset before, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            $"""
            DELETE FROM documents
            WHERE id {transaction.In("@Ids")}
              AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.document = documents.id)
              AND EXISTS (SELECT 1 FROM sources o WHERE o.id = documents.source
                          AND (documents.listed < o.listed - @Slack OR o.last_attempt < @Before))
            """,
            new { Ids = ids, Before = before.ToUnixTimeMilliseconds(), Slack = (long)(2 * MentionStore.Freshness).TotalMilliseconds },
            cancellation);

    private sealed class Place
    {
        public long Id { get; init; }

        public long At { get; init; }
    }

    private sealed class Told
    {
        public long Number { get; init; }

        public long Story { get; init; }
    }
}
