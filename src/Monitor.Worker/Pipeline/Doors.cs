using System.Collections.Concurrent;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Pipeline;

/// <summary>Lets one message at a time through each <see cref="IChannel.Door"/>, so that channels which lead to one place share its pace.</summary>
internal sealed class Doors
{
    private readonly ConcurrentDictionary<Secret, SemaphoreSlim> doors = new();

    /// <summary>Waits for a turn, which lasts until it is disposed of; no wait without a door.</summary>
    public async Task<IDisposable?> EnterAsync(Secret? door, CancellationToken cancellation)
    {
        if (door is null) return null;
        var free = doors.GetOrAdd(door, static _ => new SemaphoreSlim(1, 1));
        await free.WaitAsync(cancellation);
        return new Turn(free);
    }

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
