using System.Net;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>
/// What each origin's robots.txt says, asked once and kept for a while (RFC 9309 section 2.4). One that is not there allows everything, one
/// that cannot be read forbids everything until it can (section 2.3.1).
/// </summary>
internal sealed class RobotsCache(Func<Uri, CancellationToken, Task<GateAnswer>> ask, string token, TimeProvider time)
{
    /// <summary>Section 2.5: at least 500 KiB are read.</summary>
    public const int MostBytes = 500 << 10;

    private const int MostOrigins = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);
    private static readonly TimeSpan KeptWhenUnreadable = TimeSpan.FromMinutes(15);

    /// <summary>A longer delay is kept as this: a page is asked for every few minutes at most.</summary>
    private static readonly TimeSpan LongestPace = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<Entry>> asking = new(StringComparer.Ordinal);

    /// <summary>Asks whether an address may be fetched.</summary>
    /// <returns>The pace to keep: least time between two requests to the host.</returns>
    /// <exception cref="SourceException">It may not (<see cref="SourceFault.Denied"/>), or nobody can say now (<see cref="SourceFault.Transient"/>).</exception>
    public async Task<TimeSpan> AdmitAsync(Uri address, CancellationToken cancellation)
    {
        var origin = WebAddress.Origin(address);
        var entry = Known(origin) ?? await AskOnceAsync(origin).WaitAsync(cancellation);
        if (entry.Rules is not { } rules)
            throw new SourceException(SourceFault.Transient, $"{origin}/robots.txt cannot be read ({entry.Problem}), so that nothing is fetched there until it can.");
        if (!rules.Allows(address))
            throw new SourceException(SourceFault.Denied, $"{origin}/robots.txt asks {token} not to fetch {address.AbsolutePath}; choose another page or ask the publisher.");
        return rules.CrawlDelay < LongestPace ? rules.CrawlDelay : LongestPace;
    }

    /// <summary>One question for all who wait; none of them may end it for the others, and the gate ends it in time.</summary>
    private Task<Entry> AskOnceAsync(string origin)
    {
        lock (gate)
        {
            if (!asking.TryGetValue(origin, out var answer)) asking[origin] = answer = AskAndRememberAsync(origin);
            return answer;
        }
    }

    private async Task<Entry> AskAndRememberAsync(string origin)
    {
        await Task.Yield();
        try
        {
            return Remember(origin, await AskAsync(origin, CancellationToken.None));
        }
        finally
        {
            lock (gate) asking.Remove(origin);
        }
    }

    private async Task<Entry> AskAsync(string origin, CancellationToken cancellation)
    {
        try
        {
            var answer = await ask(new Uri($"{origin}/robots.txt"), cancellation);
            return (int)answer.Status switch
            {
                >= 200 and < 300 => Readable(RobotsRules.Parse(answer.Body.Span, token)),

                // 429 is a 4xx by number and «not now» by meaning.
                >= 300 and < 500 when answer.Status != HttpStatusCode.TooManyRequests => Readable(RobotsRules.Everything),
                var status => Unreadable($"status {status}"),
            };
        }
        catch (SourceException failure)
        {
            return Unreadable(failure.Message.TrimEnd('.'));
        }
    }

    private Entry? Known(string origin)
    {
        lock (gate) return entries.TryGetValue(origin, out var entry) && entry.Until > time.GetUtcNow() ? entry : null;
    }

    private Entry Remember(string origin, Entry entry)
    {
        lock (gate)
        {
            // While it cannot be read, what it last said holds (section 2.3.1.4).
            if (entry.Rules is null && entries.TryGetValue(origin, out var old) && old.Rules is not null) entry = entry with { Rules = old.Rules };
            if (entries.Count >= MostOrigins) entries.Clear();
            return entries[origin] = entry;
        }
    }

    private Entry Readable(RobotsRules rules) => new(rules, "", time.GetUtcNow() + Kept);

    private Entry Unreadable(string problem) => new(null, problem, time.GetUtcNow() + KeptWhenUnreadable);

    private sealed record Entry(RobotsRules? Rules, string Problem, DateTimeOffset Until);
}
