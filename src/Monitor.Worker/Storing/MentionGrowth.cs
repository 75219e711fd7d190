using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>A stored mention that fits further queries, or others' places, since its document was edited or its links are known. One at a time.</summary>
internal sealed class MentionGrowth
{
    private readonly DbTransaction transaction;
    private readonly long number;
    private readonly long story;

    private MentionGrowth(DbTransaction transaction, Row row) => (this.transaction, number, story) = (transaction, row.Number, row.Story);

    /// <summary>The document's mention, null when it has none. Held: retention beside this may be about to forget it, with what is written here.</summary>
    public static async Task<MentionGrowth?> HoldAsync(DbTransaction transaction, long document, CancellationToken cancellation)
    {
        var row = await transaction.FirstAsync<Row>(
            $"SELECT number AS Number, story AS Story FROM mentions WHERE document = @Document {transaction.ForUpdate()}", new { Document = document }, cancellation);
        return row is null ? null : new MentionGrowth(transaction, row);
    }

    /// <summary>Its queries are remembered without their places.</summary>
    public Task<int> LoseSpansAsync(CancellationToken cancellation) =>
        transaction.ExecuteAsync("UPDATE matches SET spans = '[]' WHERE mention = @Number", new { Number = number }, cancellation);

    /// <summary>Moves the places of its matches.</summary>
    public async Task MoveSpansAsync(Func<Span, Span> moved, CancellationToken cancellation)
    {
        var matches = await transaction.ListAsync<MatchRow>(
            "SELECT query AS Query, spans AS Spans FROM matches WHERE mention = @Number", new { Number = number }, cancellation);
        foreach (var match in matches)
        {
            var spans = StoreJson.Spans([.. StoreJson.Spans(match.Spans).Select(moved)]);
            if (spans == match.Spans) continue;
            await transaction.ExecuteAsync(
                "UPDATE matches SET spans = @Spans WHERE mention = @Number AND query = @Query", new { Number = number, match.Query, Spans = spans }, cancellation);
        }
    }

    /// <summary>It fits this query, at these places.</summary>
    public Task<int> MatchAsync(Match match, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO matches (mention, query, position, spans)
            SELECT @Mention, @Query, COALESCE(MAX(position), -1) + 1, @Spans FROM matches WHERE mention = @Mention
            ON CONFLICT (mention, query) DO UPDATE SET spans = excluded.spans
            """,
            new { Mention = number, match.Query, Spans = StoreJson.Spans(match.Spans) },
            cancellation);

    /// <summary>It goes into the digest, if it has not gone.</summary>
    public Task<int> EnterAsync(string digest, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            "INSERT INTO digest_entries (digest, mention) VALUES (@Digest, @Mention) ON CONFLICT (digest, mention) DO NOTHING",
            new { Digest = digest, Mention = number },
            cancellation);

    /// <returns>0 when the recipient was told the story before.</returns>
    public Task<int> TellAsync(Recipient recipient, DateTimeOffset at, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO deliveries (channel, address, story, mention, created) VALUES (@Channel, @Address, @Story, @Mention, @At)
            ON CONFLICT (channel, address, story) DO NOTHING
            """,
            new { recipient.Channel, recipient.Address, Story = story, Mention = number, At = at.ToUnixTimeMilliseconds() },
            cancellation);

    private sealed class Row
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
