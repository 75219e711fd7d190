using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Jobs;

/// <summary>Wakes the dispatcher when another node stored something to tell: it may be this node's turn to send.</summary>
public sealed class Listener(IStoreDatabase store, TellNow tellNow) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.ListenAsync(tellNow.Set, stoppingToken);
}
