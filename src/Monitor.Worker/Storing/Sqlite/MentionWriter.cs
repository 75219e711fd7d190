using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>Writes mentions with all that hangs on them within a transaction.</summary>
internal sealed class MentionWriter(DbTransaction transaction, DateTimeOffset moment) : IDisposable
{
    private readonly long at = moment.ToUnixTimeMilliseconds();
    private int mentions;
    private int deliveries;

    private readonly Statement insertStory = new(
        transaction,
        """
        INSERT INTO stories (key, mentions) VALUES (@key, 1)
        ON CONFLICT (key) DO UPDATE SET mentions = stories.mentions + 1 RETURNING id
        """);

    private readonly Statement insertMention = new(
        transaction,
        "INSERT INTO mentions (document, story, arrival, seen) VALUES (@document, @story, @arrival, @seen) RETURNING number");

    private readonly Statement insertMatch = new(
        transaction,
        "INSERT INTO matches (mention, query, position, spans) VALUES (@mention, @query, @position, @spans)");

    private readonly Statement insertDelivery = new(
        transaction,
        """
        INSERT INTO deliveries (channel, address, story, mention, created) VALUES (@channel, @address, @story, @mention, @at)
        ON CONFLICT (channel, address, story) DO NOTHING
        """);

    private readonly Statement insertEntry = new(
        transaction,
        "INSERT INTO digest_entries (digest, mention) VALUES (@digest, @mention) ON CONFLICT (digest, mention) DO NOTHING");

    private readonly Statement insertWords = new(transaction, SearchIndex.SqliteInsert);

    /// <summary>How much was new.</summary>
    public Saved Saved => new(0, mentions, deliveries);

    /// <summary>Writes the mention of a stored document.</summary>
    public void Write(RoutedMention routed, long document)
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

    public void Dispose()
    {
        insertStory.Dispose();
        insertMention.Dispose();
        insertMatch.Dispose();
        insertDelivery.Dispose();
        insertEntry.Dispose();
        insertWords.Dispose();
    }

    private void Write(IReadOnlyList<Match> matches, long number)
    {
        for (var position = 0; position < matches.Count; position++)
            insertMatch.Execute(number, matches[position].Query, position, StoreJson.Spans(matches[position].Spans));
    }
}
