using System.Data.Common;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>Documents in SQLite, row by row.</summary>
internal sealed class SqliteDocuments : IDocumentTable
{
    public Task<List<KnownDocument>> KnownAsync(
        DbTransaction transaction, SourceIdentity source, IEnumerable<string> ids, CancellationToken cancellation) =>
        transaction.ListAsync<KnownDocument, string>(
            """
            SELECT d.id AS Id, d.source_id AS SourceId, d.listed AS Listed, d.print AS Print, d.edited AS Edited
            FROM documents d JOIN sources o ON o.id = d.source
            WHERE o.key = @Key AND d.source_id IN @Ids
            """,
            ids,
            some => new { source.Key, Ids = some },
            cancellation);

    public Task<Saved> WriteAsync(
        DbTransaction transaction, long source, Haul haul, IReadOnlyList<(RoutedMention Routed, long Document)> edited, CancellationToken cancellation)
    {
        // What nearly every look brings needs no statements.
        if (haul.Documents.Count == 0 && haul.Mentions.Count == 0 && edited.Count == 0) return Task.FromResult(new Saved(0, 0, 0));
        using var writer = new HaulWriter(transaction, source, haul);
        return Task.FromResult(writer.Write(edited, cancellation));
    }

    public Task<Saved> MentionAsync(DbTransaction transaction, RoutedMention routed, long document, DateTimeOffset at, CancellationToken cancellation)
    {
        using var writer = new MentionWriter(transaction, at);
        writer.Write(routed, document);
        return Task.FromResult(writer.Saved);
    }
}
