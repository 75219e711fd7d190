using Monitor.Core.Storing;

namespace Monitor.Worker.Health;

/// <summary>Whether the service does its work: the schedule runs and the store answers. A failing source does not make it unready.</summary>
internal sealed class Readiness(IOutbox outbox)
{
    private volatile bool begun;

    public void Begin() => begun = true;

    /// <summary>Null when ready, else one sentence that says what is missing.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellation)
    {
        if (!begun) return "The schedule has not begun.";
        try
        {
            await outbox.SummarizeAsync(cancellation);
            return null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return "The store does not answer; the log says why.";
        }
    }
}
