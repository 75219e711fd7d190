using System.Data.Common;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <param name="Count">How many documents got a newer text.</param>
/// <param name="Mentions">Those that fit a query only now, with their rows.</param>
internal sealed record Edited(int Count, IReadOnlyList<(RoutedMention Routed, long Document)> Mentions);

/// <summary>Puts the newest texts of documents in the place of those stored, within the transaction of their haul. Edits are rare: one at a time.</summary>
internal sealed class EditWriter(DbTransaction transaction, IDocumentTable documents, DateTimeOffset at)
{
    public async Task<Edited> WriteAsync(Haul haul, CancellationToken cancellation)
    {
        if (haul.Edits.Count == 0) return new Edited(0, []);
        var ids = haul.Edits.Select(edit => StoreText.Clean(edit.Document.Id)).Distinct(StringComparer.Ordinal);
        var stored = (await documents.KnownAsync(transaction, haul.Source, ids, cancellation))
            .ToDictionary(document => document.SourceId, document => document.Id, StringComparer.Ordinal);
        var count = 0;
        var mentions = new List<(RoutedMention, long)>();
        foreach (var edit in haul.Edits)
        {
            if (!stored.TryGetValue(StoreText.Clean(edit.Document.Id), out var document)) continue;
            if (!await ReplaceAsync(document, edit.Document, cancellation)) continue;
            count++;
            if (await RematchAsync(document, edit.Mention, cancellation)) await SearchIndex.RenewAsync(transaction, document, cancellation);
            else if (edit.Mention is { } routed) mentions.Add((routed, document));
        }

        return new Edited(count, mentions);
    }

    /// <returns>False when the text is the stored one, or was replaced within the last day.</returns>
    private async Task<bool> ReplaceAsync(long row, Document document, CancellationToken cancellation) =>
        await transaction.ExecuteAsync(
            """
            UPDATE documents SET title = @Title, body = @Body, language = @Language, tags = @Tags, links = @Links, score = @Score,
                                 fingerprint = @Fingerprint, print = @Print, edited = @At
            WHERE id = @Row AND print <> @Print AND print <> 0 AND (edited IS NULL OR edited <= @Yesterday)
            """,
            new
            {
                Row = row,
                Title = StoreText.Clean(document.Title),
                Body = StoreText.Clean(document.Body),
                Language = StoreText.Clean(document.Language),
                Tags = StoreJson.Tags(document.Tags),
                Links = StoreJson.Links(document.Links),
                document.Score,
                Fingerprint = unchecked((long)document.Fingerprint),
                Print = unchecked((long)document.Print),
                At = at.ToUnixTimeMilliseconds(),
                Yesterday = (at - MentionStore.EditsApart).ToUnixTimeMilliseconds(),
            },
            cancellation) > 0;

    /// <summary>Gives the document's mention the places that the newest text matches at.</summary>
    /// <returns>False when the document has no mention.</returns>
    private async Task<bool> RematchAsync(long document, RoutedMention? routed, CancellationToken cancellation)
    {
        if (await MentionGrowth.HoldAsync(transaction, document, cancellation) is not { } mention) return false;
        await mention.LoseSpansAsync(cancellation);
        foreach (var match in routed?.Mention.Matches ?? []) await mention.MatchAsync(match, cancellation);
        foreach (var digest in routed?.Digests ?? []) await mention.EnterAsync(digest, cancellation);
        return true;
    }
}
