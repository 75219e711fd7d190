using System.Collections.Concurrent;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>One round over all hosts of short links that are due, some at once, each link matched as soon as it is answered.</summary>
public sealed class LinkRound(TraceLinks trace, MatchAgain matchAgain, TimeProvider time)
{
    private const int HostsAtOnce = 8;

    /// <summary>Asks until nothing is due or the time is over.</summary>
    /// <param name="atMost">What is not answered by then stays queued.</param>
    /// <param name="cancellation">Ends it with a request under way, which is repeated later.</param>
    /// <returns>The mentions and matches gained.</returns>
    public async Task<IReadOnlyList<RoutedMention>> RunAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var gained = new ConcurrentQueue<RoutedMention>();
        using var over = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            await MatchAsync(gained, either.Token);
            var options = new ParallelOptions { MaxDegreeOfParallelism = HostsAtOnce, CancellationToken = either.Token };
            while (await trace.DueHostsAsync(either.Token) is { Count: > 0 } hosts)
                await Parallel.ForEachAsync(hosts, options, async (host, token) => await DrainAsync(host, gained, token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over: the rest is due still.
        }

        return [.. gained];
    }

    /// <summary>Asks one host about everything that is due of it.</summary>
    public Task DrainAsync(string host, CancellationToken cancellation) => DrainAsync(host, [], cancellation);

    private async Task DrainAsync(string host, ConcurrentQueue<RoutedMention> gained, CancellationToken cancellation)
    {
        while (await trace.AskNextAsync(host, cancellation)) await MatchAsync(gained, cancellation);
    }

    private async Task MatchAsync(ConcurrentQueue<RoutedMention> gained, CancellationToken cancellation)
    {
        foreach (var routed in await matchAgain.RunAsync(cancellation)) gained.Enqueue(routed);
    }
}
