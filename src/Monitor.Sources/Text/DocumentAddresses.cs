namespace Monitor.Sources.Text;

/// <summary>
/// The addresses of one document, made absolute. Links of ten characters under a base of eight thousand would be a thousand times their
/// document: once they have grown by so much, relative ones are left out.
/// </summary>
internal sealed class DocumentAddresses
{
    // Fifteen times what the largest feeds of the corpora need.
    private const int MostAdded = 1_000_000;

    private int added;

    /// <summary>As <see cref="Addresses.Resolve"/>; null for relative addresses beyond the bound.</summary>
    public string? Resolve(Uri? home, ReadOnlySpan<char> written)
    {
        var address = Addresses.Resolve(added < MostAdded ? home : null, written);
        if (address is not null) added += Math.Max(0, address.Length - written.Length);
        return address;
    }
}
