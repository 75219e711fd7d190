using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Within one transaction: a document gets its hops, and becomes a mention or its mention gains matches.</summary>
internal sealed class LinkCompletion(DbTransaction transaction, WaitingDocument waiting, long at)
{
    /// <summary>Writes the hops and ends the waiting; false, and nothing is written, when the document is not as it was read, or waits no more.</summary>
    public async Task<bool> TryCloseAsync(IReadOnlyList<Link> links, CancellationToken cancellation)
    {
        var written = await transaction.ExecuteAsync(
            "UPDATE documents SET links = @Links WHERE id = @Number AND links = @Before",
            new { waiting.Number, Links = StoreJson.Links(links), Before = StoreJson.Links(waiting.Document.Links) },
            cancellation);
        if (written == 0) return false;
        var ended = 0;
        foreach (var address in waiting.Answers.Keys)
        {
            ended += await transaction.ExecuteAsync(
                "DELETE FROM open_links WHERE document = @Number AND link = (SELECT s.id FROM short_links s WHERE s.address = @Address)",
                new { waiting.Number, Address = address },
                cancellation);
        }

        return ended > 0;
    }

    /// <summary>Writes what the document gained.</summary>
    public async Task<Saved> GainAsync(IReadOnlyList<Link> links, RoutedMention? gained, CancellationToken cancellation)
    {
        var stored = await transaction.FirstAsync<StoredRow>(
            "SELECT number AS Number, story AS Story FROM mentions WHERE document = @Number", new { waiting.Number }, cancellation);
        if (stored is not null) await FollowAsync(stored.Number, links, cancellation);
        if (gained is null) return new Saved(0, 0, 0);
        var isNew = stored is null;
        stored ??= await InsertAsync(gained.Mention, cancellation);
        await WriteMatchesAsync(stored.Number, gained.Mention.Matches, cancellation);
        return new Saved(0, isNew ? 1 : 0, await TellAsync(stored, gained, cancellation));
    }

    private async Task<StoredRow> InsertAsync(Mention mention, CancellationToken cancellation)
    {
        var story = await transaction.ScalarAsync<long>(
            "INSERT INTO stories (key, mentions) VALUES (@Key, 1) ON CONFLICT (key) DO UPDATE SET mentions = stories.mentions + 1 RETURNING id",
            new { Key = StoreText.Clean(mention.Story) },
            cancellation);
        var number = await transaction.ScalarAsync<long>(
            "INSERT INTO mentions (document, story, arrival, seen) VALUES (@Document, @Story, @Arrival, @Seen) RETURNING number",
            new { Document = waiting.Number, Story = story, Arrival = mention.Arrival.ToColumn(), Seen = mention.Document.Seen.ToUnixTimeMilliseconds() },
            cancellation);
        return new StoredRow { Number = number, Story = story };
    }

    private async Task WriteMatchesAsync(long mention, IReadOnlyList<Match> matches, CancellationToken cancellation)
    {
        foreach (var (place, match) in matches.Index())
        {
            await transaction.ExecuteAsync(
                "INSERT INTO matches (mention, query, position, spans) VALUES (@Mention, @Query, @Position, @Spans) ON CONFLICT (mention, query) DO NOTHING",
                new { Mention = mention, match.Query, Position = waiting.Queries.Count + place, Spans = StoreJson.Spans(match.Spans) },
                cancellation);
        }
    }

    private async Task<int> TellAsync(StoredRow stored, RoutedMention gained, CancellationToken cancellation)
    {
        var deliveries = 0;
        foreach (var recipient in gained.Alerts)
        {
            deliveries += await transaction.ExecuteAsync(
                """
                INSERT INTO deliveries (channel, address, story, mention, created) VALUES (@Channel, @Address, @Story, @Mention, @At)
                ON CONFLICT (channel, address, story) DO NOTHING
                """,
                new { recipient.Channel, recipient.Address, stored.Story, Mention = stored.Number, At = at },
                cancellation);
        }

        foreach (var digest in gained.Digests)
        {
            await transaction.ExecuteAsync(
                "INSERT INTO digest_entries (digest, mention) VALUES (@Digest, @Mention) ON CONFLICT (digest, mention) DO NOTHING",
                new { Digest = digest, Mention = stored.Number },
                cancellation);
        }

        return deliveries;
    }

    /// <summary>Spans count the hops of all links one by one: those that the mention has already move on.</summary>
    private async Task FollowAsync(long mention, IReadOnlyList<Link> links, CancellationToken cancellation)
    {
        var matches = await transaction.ListAsync<MatchRow>(
            "SELECT query AS Query, spans AS Spans FROM matches WHERE mention = @Mention", new { Mention = mention }, cancellation);
        foreach (var match in matches)
        {
            var spans = StoreJson.Spans([.. StoreJson.Spans(match.Spans).Select(span => LinkTrail.Follow(span, waiting.Document.Links, links))]);
            if (spans == match.Spans) continue;
            await transaction.ExecuteAsync(
                "UPDATE matches SET spans = @Spans WHERE mention = @Mention AND query = @Query", new { Mention = mention, match.Query, Spans = spans }, cancellation);
        }
    }

    private sealed class StoredRow
    {
        public long Number { get; init; }

        public long Story { get; init; }
    }

    private sealed class MatchRow
    {
        public string Query { get; init; } = "";

        public string Spans { get; init; } = "";
    }
}
