using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>Asks often whether a digest is due: cheap, and no clock step, sleep or time change can make it miss one or send one twice.</summary>
[DisallowConcurrentExecution]
public sealed partial class DigestsJob(Digests digests, ILogger<DigestsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await digests.CloseDueAsync(cancellationToken);
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable)
        {
            LogAway(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digests that are due wait for the store, which is asked again within seconds: {Problem}")]
    private partial void LogAway(string problem);
}
