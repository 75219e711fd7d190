using System.Data.Common;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>
/// Documents in PostgreSQL, some hundred to a statement as arrays. Locks are taken in one order by everybody: the source's row, stories by
/// key, then what hangs on them. So two saves wait for each other but never in a circle.
/// </summary>
internal sealed class PostgresDocuments : IDocumentTable
{
    public Task<List<KnownDocument>> KnownAsync(
        DbTransaction transaction, SourceIdentity source, IEnumerable<string> ids, CancellationToken cancellation) =>
        transaction.ListAsync<KnownDocument, string>(
            """
            SELECT d.id AS Id, d.source_id AS SourceId, d.listed AS Listed, d.print AS Print, d.edited AS Edited
            FROM documents d JOIN sources o ON o.id = d.source
            WHERE o.key = @Key AND d.source_key = ANY (@Keys)
            """,
            ids.Select(BoundedKey.Of),
            some => new { source.Key, Keys = some },
            cancellation);

    public async Task<Saved> WriteAsync(
        DbTransaction transaction, long source, Haul haul, IReadOnlyList<(RoutedMention Routed, long Document)> edited, CancellationToken cancellation)
    {
        var batch = new DocumentBatch(transaction, source, haul.At.ToUnixTimeMilliseconds());
        foreach (var routed in haul.Mentions) await batch.AddAsync(routed.Mention.Document, cancellation);
        foreach (var document in haul.Documents) await batch.AddAsync(document, cancellation);
        await batch.FlushAsync(cancellation);

        var mentions = new MentionBatch(transaction, haul.At.ToUnixTimeMilliseconds());
        foreach (var routed in haul.Mentions)
            if (batch.TakeNew(routed.Mention.Document) is { } document) mentions.Add(routed, document);
        foreach (var (routed, document) in edited) mentions.Add(routed, document);
        var deliveries = await mentions.WriteAsync(cancellation);
        return new Saved(batch.Written, mentions.Count, deliveries);
    }

    public async Task<Saved> MentionAsync(DbTransaction transaction, RoutedMention routed, long document, DateTimeOffset at, CancellationToken cancellation)
    {
        var mentions = new MentionBatch(transaction, at.ToUnixTimeMilliseconds());
        mentions.Add(routed, document);
        var deliveries = await mentions.WriteAsync(cancellation);
        return new Saved(0, mentions.Count, deliveries);
    }
}
