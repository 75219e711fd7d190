using Monitor.Core.Storing;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>Gives up what waits for channels and digests that are in the configuration no more, and says so before and after.</summary>
[DisallowConcurrentExecution]
public sealed partial class UnclaimedJob(Unclaimed unclaimed, CurrentWatch watch, TimeProvider time, ILogger<UnclaimedJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var current = watch.Value;
        try
        {
            var claims = new Claims([.. current.Channels.SelectMany(channel => channel.Recipients)], current.Resting, [.. current.Digests.Select(digest => digest.Name)]);
            var sweep = await unclaimed.SweepAsync(claims, time.GetUtcNow(), cancellationToken);
            foreach (var work in sweep.Noticed) LogNoticed(work.Waiting, Named(work), work.Since + Unclaimed.Grace);
            foreach (var work in sweep.GivenUp) LogGivenUp(work.Waiting, Named(work), work.Since);
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable)
        {
            LogAway(fault.Message);
        }
    }

    // Never the address: that is a person's.
    private static string Named(UnclaimedWork work) => work.Recipient is { } recipient ? $"a recipient of channel {recipient.Channel}" : $"digest {work.Digest}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Waiting} wait for {Name}, which is not in the configuration any more; bring it back by {Until:u}, or they are given up")]
    private partial void LogNoticed(int waiting, string name, DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Waiting} that waited for {Name} are given up: it is not in the configuration since {Since:u}. The mentions themselves stay")]
    private partial void LogGivenUp(int waiting, string name, DateTimeOffset since);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits for nobody is looked for again within the hour: {Problem}")]
    private partial void LogAway(string problem);
}
