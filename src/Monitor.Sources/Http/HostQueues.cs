namespace Monitor.Sources.Http;

/// <summary>
/// So many requests to one host at a time; the others wait in order of arrival, so that one busy source does not starve another of the
/// same host. A publisher's pace (Crawl-delay) is kept between the starts of two requests.
/// </summary>
internal sealed class HostQueues(int perHost, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HostQueue> queues = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn.</summary>
    /// <param name="host">Host and port.</param>
    /// <param name="pace">Least time since the last start that kept a pace; zero for none.</param>
    /// <param name="cancellation">Leaves the queue.</param>
    /// <returns>The turn; disposing it lets the next one in.</returns>
    public async Task<IDisposable> EnterAsync(string host, TimeSpan pace, CancellationToken cancellation)
    {
        var queue = Join(host);
        var turn = new Turn(this, host, queue);
        try
        {
            await queue.Free.WaitAsync(cancellation);
            turn.Started = true;
            if (pace > TimeSpan.Zero) await KeepPaceAsync(queue, pace, cancellation);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private async Task KeepPaceAsync(HostQueue queue, TimeSpan pace, CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var start = queue.NextStart > now ? queue.NextStart : now;
            // After a clock step back the old mark would hold the host up for as long as the step.
            if (start - now > pace * perHost) start = now + pace;
            queue.NextStart = start + pace;
            wait = start - now;
        }

        await Task.Delay(wait, time, cancellation);
    }

    private HostQueue Join(string host)
    {
        lock (gate)
        {
            if (!queues.TryGetValue(host, out var queue)) queues[host] = queue = new HostQueue(perHost);
            queue.Users++;
            return queue;
        }
    }

    private void Leave(string host, HostQueue queue)
    {
        lock (gate)
        {
            queue.Users--;
            Forget(host, queue);
            if (queues.Count <= 1024) return;
            foreach (var (other, idle) in queues) Forget(other, idle);
        }
    }

    private void Forget(string host, HostQueue queue)
    {
        if (queue.Users == 0 && queue.NextStart <= time.GetUtcNow()) queues.Remove(host);
    }

    /// <summary>The semaphore hands out turns first come, first served; without a wait handle it holds nothing to dispose.</summary>
    private sealed class HostQueue(int perHost)
    {
        public SemaphoreSlim Free { get; } = new(perHost, perHost);

        public int Users { get; set; }

        public DateTimeOffset NextStart { get; set; }
    }

    private sealed class Turn(HostQueues queues, string host, HostQueue queue) : IDisposable
    {
        private bool ended;

        public bool Started { get; set; }

        public void Dispose()
        {
            if (ended) return;
            ended = true;
            if (Started) queue.Free.Release();
            queues.Leave(host, queue);
        }
    }
}
