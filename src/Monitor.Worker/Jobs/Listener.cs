using Monitor.Core.Storing;
using Monitor.Worker.Configuration;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Hears what other nodes announce: something stored to tell wakes the dispatcher, as it may be this node's turn to send; a changed configuration has this
/// node look at its own file at once.
/// </summary>
public sealed class Listener(IStoreDatabase store, TellNow tellNow, ConfigurationNews configuration) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.ListenAsync(Hear, stoppingToken);

    private void Hear(StoreNews news)
    {
        if (news == StoreNews.Told) tellNow.Set();
        else configuration.Tell();
    }
}
