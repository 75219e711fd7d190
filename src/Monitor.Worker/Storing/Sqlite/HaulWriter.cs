using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>Writes the documents and mentions of one haul within its transaction.</summary>
internal sealed class HaulWriter(DbTransaction transaction, long source, Haul haul) : IDisposable
{
    private readonly HashSet<string> mentioned = new(StringComparer.Ordinal);
    private readonly object at = haul.At.ToUnixTimeMilliseconds();
    private readonly object sourceId = source;
    private int documents;
    private int mentions;
    private int deliveries;

    private readonly Statement insertDocument = new(
        transaction,
        """
        INSERT INTO documents (source, source_id, type, url, title, body, author_name, author_handle, author_url, author_followers,
                               language, tags, links, score, published, seen, listed, fingerprint, print)
        VALUES (@source, @id, @type, @url, @title, @body, @name, @handle, @page, @followers,
                @language, @tags, @links, @score, @published, @seen, @at, @fingerprint, @print)
        ON CONFLICT (source, source_id) DO NOTHING RETURNING id
        """,
        "@source", "@id", "@type", "@url", "@title", "@body", "@name", "@handle", "@page", "@followers",
        "@language", "@tags", "@links", "@score", "@published", "@seen", "@at", "@fingerprint", "@print");

    private readonly Statement insertStory = new(
        transaction,
        """
        INSERT INTO stories (key, mentions) VALUES (@key, 1)
        ON CONFLICT (key) DO UPDATE SET mentions = stories.mentions + 1 RETURNING id
        """,
        "@key");

    private readonly Statement insertMention = new(
        transaction,
        "INSERT INTO mentions (document, story, arrival, seen) VALUES (@document, @story, @arrival, @seen) RETURNING number",
        "@document", "@story", "@arrival", "@seen");

    private readonly Statement insertMatch = new(
        transaction,
        "INSERT INTO matches (mention, query, position, spans) VALUES (@mention, @query, @position, @spans)",
        "@mention", "@query", "@position", "@spans");

    private readonly Statement insertDelivery = new(
        transaction,
        """
        INSERT INTO deliveries (channel, address, story, mention, created) VALUES (@channel, @address, @story, @mention, @at)
        ON CONFLICT (channel, address, story) DO NOTHING
        """,
        "@channel", "@address", "@story", "@mention", "@at");

    private readonly Statement insertEntry = new(
        transaction,
        "INSERT INTO digest_entries (digest, mention) VALUES (@digest, @mention) ON CONFLICT (digest, mention) DO NOTHING",
        "@digest", "@mention");

    private readonly Statement insertWords = new(transaction, SearchIndex.SqliteInsert, "@mention", "@words");

    /// <summary>Writes what is new. What fits a query goes first: of two items with one id, the one that matters is kept.</summary>
    public Saved Write(IReadOnlyList<(RoutedMention Routed, long Document)> edited, CancellationToken cancellation)
    {
        foreach (var routed in haul.Mentions)
        {
            cancellation.ThrowIfCancellationRequested();
            mentioned.Add(routed.Mention.Document.Id);
            if (Write(routed.Mention.Document) is { } document) Write(routed, document);
        }

        foreach (var document in haul.Documents)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!mentioned.Contains(document.Id)) Write(document);
        }

        foreach (var (routed, document) in edited) Write(routed, document);
        return new Saved(documents, mentions, deliveries);
    }

    public void Dispose()
    {
        insertDocument.Dispose();
        insertStory.Dispose();
        insertMention.Dispose();
        insertMatch.Dispose();
        insertDelivery.Dispose();
        insertEntry.Dispose();
        insertWords.Dispose();
    }

    /// <summary>The new row's id; null when the document was stored before.</summary>
    private long? Write(Document document)
    {
        var id = insertDocument.Return(
            sourceId,
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

    private void Write(RoutedMention routed, long document)
    {
        var mention = routed.Mention;
        var story = insertStory.Return(StoreText.Clean(mention.Story))!.Value;
        var number = insertMention.Return(document, story, mention.Arrival.ToColumn(), mention.Document.Seen.ToUnixTimeMilliseconds())!.Value;
        mentions++;
        insertWords.Execute(number, SearchedWords.Of(mention.Document));
        Write(mention.Matches, number);
        foreach (var recipient in routed.Alerts)
            if (insertDelivery.Execute(recipient.Channel, recipient.Address, story, number, at)) deliveries++;
        foreach (var digest in routed.Digests) insertEntry.Execute(digest, number);
    }

    private void Write(IReadOnlyList<Match> matches, long number)
    {
        for (var position = 0; position < matches.Count; position++)
            insertMatch.Execute(number, matches[position].Query, position, StoreJson.Spans(matches[position].Spans));
    }
}
