namespace Monitor.Core.Storing;

/// <summary>Digest slots. A slot is (digest, local date), is closed once and told once to each recipient.</summary>
public interface IDigestStore
{
    /// <summary>The digest's last closed slot; null before the first.</summary>
    Task<ClosedSlot?> LastAsync(string digest, CancellationToken cancellation);

    /// <summary>
    /// Closes the slot: claims every entry of the digest that no slot holds yet and forms one message per recipient. With no entry and
    /// <paramref name="evenEmpty"/> false the slot is closed without messages. False when the slot, or a later one, was closed before.
    /// </summary>
    Task<bool> CloseAsync(ClosedSlot slot, IReadOnlyList<Recipient> recipients, bool evenEmpty, CancellationToken cancellation);

    /// <summary>What the digest would hold if it were closed now, newest first; nothing is claimed.</summary>
    Task<IReadOnlyList<StoredMention>> PendingAsync(string digest, CancellationToken cancellation);
}

/// <param name="Digest">The digest's name.</param>
/// <param name="Date">The local date it is for.</param>
/// <param name="From">Where the window begins: the end of the slot before; null for the first.</param>
/// <param name="To">Where it ends, exclusive.</param>
public sealed record ClosedSlot(string Digest, DateOnly Date, DateTimeOffset? From, DateTimeOffset To);
