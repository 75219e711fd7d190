using System.Data.Common;

namespace Monitor.Worker.Storing;

/// <summary>
/// What every look asks and writes, whether it found anything or not, and nearly none does. The statements are the same in both engines;
/// how values reach them and come back is not: in SQLite that took longer than the statements themselves.
/// </summary>
internal interface ISourceTable
{
    /// <returns>Null before the first look.</returns>
    Task<SourceRow?> FindAsync(DbTransaction transaction, string key, CancellationToken cancellation);

    /// <returns>The source's row; null when another look was saved since this one began.</returns>
    Task<long?> RememberAsync(DbTransaction transaction, SuccessRow success, CancellationToken cancellation);

    /// <summary>What nearly every look does: the last stretch goes on.</summary>
    /// <returns>False when there is none to go on, or more to do than that.</returns>
    Task<bool> ExtendAsync(DbTransaction transaction, SeenRow seen, CancellationToken cancellation);

    /// <summary>A gap within the stretch is made good; one that reaches into it is so from there on.</summary>
    Task CloseGapsAsync(DbTransaction transaction, SeenRow seen, CancellationToken cancellation);
}
