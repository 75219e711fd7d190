using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Storing;

/// <summary>Puts the newest text of a document in the place of the one stored, within the transaction of its haul.</summary>
internal sealed class EditWriter(DbTransaction transaction, long source, DateTimeOffset at) : IDisposable
{
    private readonly object sourceId = source;
    private readonly object now = at.ToUnixTimeMilliseconds();
    private readonly object yesterday = (at - MentionStore.EditsApart).ToUnixTimeMilliseconds();

    private readonly Statement update = new(
        transaction,
        """
        UPDATE documents SET title = @title, body = @body, language = @language, tags = @tags, links = @links, score = @score,
                             fingerprint = @fingerprint, print = @print, edited = @now
        WHERE source = @source AND source_id = @id AND print <> @print AND print <> 0 AND (edited IS NULL OR edited <= @yesterday)
        RETURNING id
        """,
        "@source", "@id", "@title", "@body", "@language", "@tags", "@links", "@score", "@fingerprint", "@print", "@now", "@yesterday");

    private readonly Statement findMention = new(transaction, "SELECT number FROM mentions WHERE document = @document", "@document");

    private readonly Statement clearSpans = new(transaction, "UPDATE matches SET spans = '[]' WHERE mention = @mention", "@mention");

    private readonly Statement upsertMatch = new(
        transaction,
        """
        INSERT INTO matches (mention, query, position, spans)
        SELECT @mention, @query, COALESCE(MAX(position), -1) + 1, @spans FROM matches WHERE mention = @mention
        ON CONFLICT (mention, query) DO UPDATE SET spans = excluded.spans
        """,
        "@mention", "@query", "@spans");

    /// <summary>The row's id; null when the text is the stored one, or was replaced within the last day.</summary>
    public long? Write(Document document) => update.Return(
        sourceId,
        StoreText.Clean(document.Id),
        StoreText.Clean(document.Title),
        StoreText.Clean(document.Body),
        StoreText.Clean(document.Language),
        StoreJson.Tags(document.Tags),
        StoreJson.Links(document.Links),
        document.Score,
        unchecked((long)document.Fingerprint),
        unchecked((long)document.Print),
        now,
        yesterday);

    /// <summary>Gives the document's mention the places that the newest text matches at.</summary>
    /// <returns>The mention's number; null when the document had none.</returns>
    public long? Rematch(long document, IReadOnlyList<Match> matches)
    {
        if (findMention.Return(document) is not { } mention) return null;
        clearSpans.Execute(mention);
        foreach (var match in matches) upsertMatch.Execute(mention, match.Query, StoreJson.Spans(match.Spans));
        return mention;
    }

    public void Dispose()
    {
        update.Dispose();
        findMention.Dispose();
        clearSpans.Dispose();
        upsertMatch.Dispose();
    }
}
