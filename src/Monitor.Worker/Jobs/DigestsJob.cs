using Monitor.Worker.Pipeline;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>Asks often whether a digest is due: cheap, and no clock step, sleep or time change can make it miss one or send one twice.</summary>
[DisallowConcurrentExecution]
public sealed class DigestsJob(Digests digests) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await digests.CloseDueAsync(cancellationToken);
}
