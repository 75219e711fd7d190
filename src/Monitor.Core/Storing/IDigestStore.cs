namespace Monitor.Core.Storing;

/// <summary>Digest slots. A slot is (digest, local date), is closed once and told once to each recipient.</summary>
public interface IDigestStore
{
    /// <summary>The digest's last closed slot, by date and ordinal; null before the first.</summary>
    Task<ClosedSlot?> LastAsync(string digest, CancellationToken cancellation);

    /// <summary>
    /// Closes the slot: claims every entry of the digest that no slot holds yet and forms one message per recipient. With no entry and
    /// <paramref name="evenEmpty"/> false the slot is closed without messages. False when the same slot, or one of a later date, was closed
    /// before, and when a slot that somebody asked for would be empty: nothing is recorded then.
    /// </summary>
    Task<bool> CloseAsync(ClosedSlot slot, IReadOnlyList<Recipient> recipients, bool evenEmpty, CancellationToken cancellation);

    /// <summary>What the digest would hold if it were closed now, newest first; nothing is claimed.</summary>
    Task<IReadOnlyList<StoredMention>> PendingAsync(string digest, CancellationToken cancellation);
}

/// <param name="Digest">The digest's name.</param>
/// <param name="Date">The local date it is for.</param>
/// <param name="From">Where the window begins: the end of the slot before; null for the first.</param>
/// <param name="To">Where it ends, exclusive.</param>
/// <param name="Ordinal">0 for the slot of the schedule; 1, 2 … for digests that somebody asked for on that date.</param>
public sealed record ClosedSlot(string Digest, DateOnly Date, DateTimeOffset? From, DateTimeOffset To, int Ordinal = 0);
