using System.Data.Common;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Within one transaction: a document gets its hops, and becomes a mention or its mention gains matches.</summary>
internal sealed class LinkCompletion(DbTransaction transaction, IDocumentTable documents, WaitingDocument waiting, DateTimeOffset at)
{
    /// <summary>
    /// Writes the hops and ends the waiting; false, and what was written is what was there, when the document is not as it was read
    /// (an edit has replaced it), or waits no more.
    /// </summary>
    public async Task<bool> TryCloseAsync(IReadOnlyList<Link> links, CancellationToken cancellation)
    {
        var written = await transaction.ExecuteAsync(
            "UPDATE documents SET links = @Links WHERE id = @Number AND links = @Before AND print = @Print",
            new
            {
                waiting.Number,
                Links = StoreJson.Links(links),
                Before = StoreJson.Links(waiting.Document.Links),
                Print = unchecked((long)waiting.Document.Print),
            },
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
        if (await MentionGrowth.HoldAsync(transaction, waiting.Number, cancellation) is not { } mention)
            return gained is null ? new Saved(0, 0, 0) : await documents.MentionAsync(transaction, gained, waiting.Number, at, cancellation);

        // Spans count the hops of all links one by one: those that the mention has already move on.
        await mention.MoveSpansAsync(span => LinkTrail.Follow(span, waiting.Document.Links, links), cancellation);
        var deliveries = 0;
        foreach (var match in gained?.Mention.Matches ?? []) await mention.MatchAsync(match, cancellation);
        foreach (var recipient in gained?.Alerts ?? []) deliveries += await mention.TellAsync(recipient, at, cancellation);
        foreach (var digest in gained?.Digests ?? []) await mention.EnterAsync(digest, cancellation);
        return new Saved(0, 0, deliveries);
    }
}
