using System.Data.Common;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>
/// Documents in bulk, where the engines go different ways: SQLite is fastest row by row with prepared statements, PostgreSQL with one
/// statement for hundreds of rows, as every statement is a trip over the network.
/// </summary>
internal interface IDocumentTable
{
    /// <summary>Those of the ids that are stored; the ids are clean (<see cref="StoreText"/>).</summary>
    Task<List<KnownDocument>> KnownAsync(DbTransaction transaction, SourceIdentity source, IEnumerable<string> ids, CancellationToken cancellation);

    /// <summary>Writes the haul's new documents with their mentions, matches, deliveries and digest entries.</summary>
    /// <param name="transaction">In which the source's row is locked already.</param>
    /// <param name="source">The source's row.</param>
    /// <param name="haul">What to write. What fits a query goes first: of two items with one id, the one that matters is kept.</param>
    /// <param name="edited">Mentions of documents stored before, with their rows, to be written like the haul's.</param>
    /// <param name="cancellation">Breaks off; the transaction is then rolled back.</param>
    Task<Saved> WriteAsync(
        DbTransaction transaction, long source, Haul haul, IReadOnlyList<(RoutedMention Routed, long Document)> edited, CancellationToken cancellation);

    /// <summary>Makes a stored document, whose row is locked and which has none, a mention, like a haul's.</summary>
    Task<Saved> MentionAsync(DbTransaction transaction, RoutedMention routed, long document, DateTimeOffset at, CancellationToken cancellation);
}

internal sealed class KnownDocument
{
    public long Id { get; init; }

    public string SourceId { get; init; } = "";

    public long Listed { get; init; }

    public long Print { get; init; }

    public long? Edited { get; init; }
}
