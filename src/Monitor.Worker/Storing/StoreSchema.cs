using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>How far a store's schema is.</summary>
/// <param name="Where">The store, for people.</param>
/// <param name="Current">The last step applied; 0 where nothing is stored yet.</param>
/// <param name="Steps">Those that this program knows.</param>
internal sealed record StoreSchema(string Where, int Current, IReadOnlyList<Migration> Steps)
{
    public IEnumerable<Migration> Pending => Steps.Skip(Current);

    /// <exception cref="StoreException">The schema is newer or older than this program's: whoever only reads cannot mend that.</exception>
    public void RequireUpToDate()
    {
        Migration.RefuseNewer(Current, Steps.Count, Where);
        if (Current < Steps.Count)
            throw new StoreException(StoreFault.Refused, $"{Where} was written by an older version of this program: its schema is number {Current}, this version works with {Steps.Count}. Start the service of this version, or run 'monitor migrate' while none runs.");
    }
}
