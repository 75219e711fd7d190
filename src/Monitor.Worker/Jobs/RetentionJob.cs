using Monitor.Worker.Storing;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>Forgets what is older than the configuration keeps.</summary>
[DisallowConcurrentExecution]
public sealed class RetentionJob(Retention retention, RetentionTerms terms, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        await retention.SweepAsync(now - terms.Documents, now - terms.Mentions, cancellationToken);
    }
}

/// <param name="Documents">How long a document without a mention is kept.</param>
/// <param name="Mentions">How long a mention is kept.</param>
public sealed record RetentionTerms(TimeSpan Documents, TimeSpan Mentions);
