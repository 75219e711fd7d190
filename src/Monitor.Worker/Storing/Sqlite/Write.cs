using System.Data.Common;

namespace Monitor.Worker.Storing.Sqlite;

/// <summary>Somebody's work in a transaction, and who waits for its answer.</summary>
internal interface IWrite
{
    /// <summary>Does the work. It may be asked for again: what it did the first time was rolled back.</summary>
    Task RunAsync(DbTransaction transaction);

    /// <summary>Answers: what was done last is committed.</summary>
    void Committed();

    /// <summary>Answers: nothing of it is stored.</summary>
    void Failed(Exception failure);
}

/// <inheritdoc/>
internal sealed class Write<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation) : IWrite
{
    // Whoever is answered goes on beside the next commit, not before it.
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Answer => answer.Task;

    public async Task RunAsync(DbTransaction transaction)
    {
        cancellation.ThrowIfCancellationRequested();
        result = await work(transaction);
    }

    public void Committed() => answer.SetResult(result!);

    public void Failed(Exception failure)
    {
        if (failure is OperationCanceledException cancelled) answer.SetCanceled(cancelled.CancellationToken);
        else answer.SetException(failure);
    }
}
