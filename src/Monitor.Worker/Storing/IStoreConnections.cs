using System.Data.Common;
using Monitor.Core.Storing;

namespace Monitor.Worker.Storing;

/// <summary>Transactions of one engine that only read. The work may run more than once: an engine repeats what was rolled back for a passing reason.</summary>
internal interface IStoreReading
{
    /// <summary>Runs the work on one snapshot of what is committed.</summary>
    /// <exception cref="StoreException">The engine failed.</exception>
    Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation);
}

/// <summary>Transactions of one engine.</summary>
internal interface IStoreConnections : IStoreReading
{
    /// <summary>Runs the work in a transaction that is committed when the work returns and rolled back when it throws.</summary>
    /// <exception cref="StoreException">The engine failed.</exception>
    Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation);
}
