using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>Writes the mentions of one haul with all that hangs on them: a statement per table, however many they are.</summary>
internal sealed class MentionBatch(DbTransaction transaction, long at)
{
    private readonly List<(RoutedMention Routed, long Document, string Story)> mentions = [];

    public int Count => mentions.Count;

    public void Add(RoutedMention routed, long document) =>
        mentions.Add((routed, document, BoundedKey.Of(StoreText.Clean(routed.Mention.Story))));

    /// <returns>How many deliveries are new.</returns>
    public async Task<int> WriteAsync(CancellationToken cancellation)
    {
        if (mentions.Count == 0) return 0;
        var stories = await WriteStoriesAsync(cancellation);
        var numbers = await WriteMentionsAsync(stories, cancellation);
        await WriteMatchesAsync(numbers, cancellation);
        await SearchIndex.WriteAsync(transaction, mentions.ConvertAll(row => (numbers[row.Document], SearchedWords.Of(row.Routed.Mention.Document))), cancellation);
        await WriteEntriesAsync(numbers, cancellation);
        return await WriteDeliveriesAsync(stories, numbers, cancellation);
    }

    // By key, as the index sorts them: everybody who changes stories takes them in this order.
    private async Task<Dictionary<string, long>> WriteStoriesAsync(CancellationToken cancellation)
    {
        var told = mentions.CountBy(row => row.Story, StringComparer.Ordinal).ToList();
        var rows = await transaction.ListAsync<Keyed>(
            """
            INSERT INTO stories (key, mentions)
            SELECT s.key, s.mentions FROM unnest(@Keys, @Counts) AS s (key, mentions) ORDER BY s.key COLLATE "C"
            ON CONFLICT (key) DO UPDATE SET mentions = stories.mentions + excluded.mentions
            RETURNING id AS Id, key AS Key
            """,
            new { Keys = told.ConvertAll(story => story.Key).ToArray(), Counts = told.ConvertAll(story => story.Value).ToArray() },
            cancellation);
        return rows.ToDictionary(row => row.Key, row => row.Id, StringComparer.Ordinal);
    }

    private async Task<Dictionary<long, long>> WriteMentionsAsync(Dictionary<string, long> stories, CancellationToken cancellation)
    {
        var rows = await transaction.ListAsync<Numbered>(
            """
            INSERT INTO mentions (document, story, arrival, seen)
            SELECT m.document, m.story, m.arrival, m.seen
            FROM unnest(@Documents, @Stories, @Arrivals, @Seen) WITH ORDINALITY AS m (document, story, arrival, seen, place) ORDER BY m.place
            RETURNING number AS Number, document AS Document
            """,
            new
            {
                Documents = mentions.ConvertAll(row => row.Document).ToArray(),
                Stories = mentions.ConvertAll(row => stories[row.Story]).ToArray(),
                Arrivals = mentions.ConvertAll(row => row.Routed.Mention.Arrival.ToColumn()).ToArray(),
                Seen = mentions.ConvertAll(row => row.Routed.Mention.Document.Seen.ToUnixTimeMilliseconds()).ToArray(),
            },
            cancellation);
        return rows.ToDictionary(row => row.Document, row => row.Number);
    }

    private Task<int> WriteMatchesAsync(Dictionary<long, long> numbers, CancellationToken cancellation)
    {
        var matches = mentions
            .SelectMany(row => row.Routed.Mention.Matches.Select((match, position) => (Mention: numbers[row.Document], match.Query, Position: position, Spans: StoreJson.Spans(match.Spans))))
            .ToList();
        return transaction.ExecuteAsync(
            "INSERT INTO matches (mention, query, position, spans) SELECT * FROM unnest(@Mentions, @Queries, @Positions, @Spans)",
            new
            {
                Mentions = matches.ConvertAll(row => row.Mention).ToArray(),
                Queries = matches.ConvertAll(row => row.Query).ToArray(),
                Positions = matches.ConvertAll(row => row.Position).ToArray(),
                Spans = matches.ConvertAll(row => row.Spans).ToArray(),
            },
            cancellation);
    }

    private async Task WriteEntriesAsync(Dictionary<long, long> numbers, CancellationToken cancellation)
    {
        var entries = mentions.SelectMany(row => row.Routed.Digests.Select(digest => (Digest: digest, Mention: numbers[row.Document]))).ToList();
        if (entries.Count == 0) return;
        await transaction.ExecuteAsync(
            "INSERT INTO digest_entries (digest, mention) SELECT * FROM unnest(@Digests, @Mentions) ON CONFLICT (digest, mention) DO NOTHING",
            new { Digests = entries.ConvertAll(row => row.Digest).ToArray(), Mentions = entries.ConvertAll(row => row.Mention).ToArray() },
            cancellation);
    }

    private async Task<int> WriteDeliveriesAsync(Dictionary<string, long> stories, Dictionary<long, long> numbers, CancellationToken cancellation)
    {
        var told = mentions.SelectMany(row => row.Routed.Alerts.Select(recipient => (recipient, Story: stories[row.Story], Mention: numbers[row.Document]))).ToList();
        if (told.Count == 0) return 0;
        return await transaction.ExecuteAsync(
            """
            INSERT INTO deliveries (channel, address, story, mention, created)
            SELECT d.channel, d.address, d.story, d.mention, @At
            FROM unnest(@Channels, @Addresses, @Stories, @Mentions) WITH ORDINALITY AS d (channel, address, story, mention, place) ORDER BY d.place
            ON CONFLICT (channel, address, story) DO NOTHING
            """,
            new
            {
                At = at,
                Channels = told.ConvertAll(row => row.recipient.Channel).ToArray(),
                Addresses = told.ConvertAll(row => row.recipient.Address).ToArray(),
                Stories = told.ConvertAll(row => row.Story).ToArray(),
                Mentions = told.ConvertAll(row => row.Mention).ToArray(),
            },
            cancellation);
    }

    private sealed class Keyed
    {
        public long Id { get; init; }

        public string Key { get; init; } = "";
    }

    private sealed class Numbered
    {
        public long Number { get; init; }

        public long Document { get; init; }
    }
}
