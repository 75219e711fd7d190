namespace Monitor.Core.Storing;

/// <summary>Why the store failed, named by what to do next.</summary>
public enum StoreFault
{
    /// <summary>Nothing was stored; try again later: another process holds the file, the disk is full, the server is away.</summary>
    Unavailable,

    /// <summary>A person must act before anything can be stored: damage, a newer schema, a directory that cannot be written.</summary>
    Refused,
}

/// <summary>The store cannot do what it was asked. What was asked for was done not at all.</summary>
/// <param name="fault">What to do next.</param>
/// <param name="message">What is wrong, where, and how to mend it; shown to the operator as it is.</param>
/// <param name="inner">What was thrown below.</param>
public sealed class StoreException(StoreFault fault, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public StoreFault Fault { get; } = fault;
}
