using System.Data.Common;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>Writes the documents and mentions of one haul within its transaction.</summary>
internal sealed class HaulWriter(DbTransaction transaction, long source, Haul haul) : IDisposable
{
    private readonly HashSet<string> mentioned = new(StringComparer.Ordinal);
    private readonly long at = haul.At.ToUnixTimeMilliseconds();
    private readonly MentionWriter mentions = new(transaction, haul.At);
    private int documents;

    private readonly Statement insertDocument = new(
        transaction,
        """
        INSERT INTO documents (source, source_id, type, url, title, body, author_name, author_handle, author_url, author_followers,
                               language, tags, links, score, published, seen, listed, fingerprint, print)
        VALUES (@source, @id, @type, @url, @title, @body, @name, @handle, @page, @followers,
                @language, @tags, @links, @score, @published, @seen, @at, @fingerprint, @print)
        ON CONFLICT (source, source_id) DO NOTHING RETURNING id
        """);

    /// <summary>Writes what is new. What fits a query goes first: of two items with one id, the one that matters is kept.</summary>
    public Saved Write(IReadOnlyList<(RoutedMention Routed, long Document)> edited, CancellationToken cancellation)
    {
        foreach (var routed in haul.Mentions)
        {
            cancellation.ThrowIfCancellationRequested();
            mentioned.Add(routed.Mention.Document.Id);
            if (Write(routed.Mention.Document) is { } document) mentions.Write(routed, document);
        }

        foreach (var document in haul.Documents)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!mentioned.Contains(document.Id)) Write(document);
        }

        foreach (var (routed, document) in edited) mentions.Write(routed, document);
        return mentions.Saved with { Documents = documents };
    }

    public void Dispose()
    {
        insertDocument.Dispose();
        mentions.Dispose();
    }

    /// <summary>The new row's id; null when the document was stored before.</summary>
    private long? Write(Document document)
    {
        var id = insertDocument.Return(
            source,
            StoreText.Clean(document.Id),
            document.Type.ToColumn(),
            StoreText.Clean(document.Url),
            StoreText.Clean(document.Title),
            StoreText.Clean(document.Body),
            StoreText.Clean(document.Author.Name),
            StoreText.Clean(document.Author.Handle),
            StoreText.Clean(document.Author.Url),
            document.Author.Followers,
            StoreText.Clean(document.Language),
            StoreJson.Tags(document.Tags),
            StoreJson.Links(document.Links),
            document.Score,
            document.Published?.ToUnixTimeMilliseconds(),
            document.Seen.ToUnixTimeMilliseconds(),
            at,
            unchecked((long)document.Fingerprint),
            unchecked((long)document.Print));
        if (id is not null) documents++;
        return id;
    }
}
