using Monitor.Core.Storing;
using Monitor.Worker.Storing;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>Forgets what is older than the configuration keeps.</summary>
[DisallowConcurrentExecution]
public sealed partial class RetentionJob(Retention retention, RetentionTerms terms, TimeProvider time, ILogger<RetentionJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        try
        {
            await retention.SweepAsync(now - terms.Documents, now - terms.Mentions, cancellationToken);
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable)
        {
            // What was forgotten so far stays forgotten: it goes by a few rows at a time.
            LogAway(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Forgetting what is old was broken off and goes on within the hour: {Problem}")]
    private partial void LogAway(string problem);
}

/// <param name="Documents">How long a document without a mention is kept.</param>
/// <param name="Mentions">How long a mention is kept.</param>
public sealed record RetentionTerms(TimeSpan Documents, TimeSpan Mentions);
