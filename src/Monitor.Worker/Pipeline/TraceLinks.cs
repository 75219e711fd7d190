using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Pipeline;

/// <summary>
/// Asks the hosts of short links where they lead, one link of a host after the other, and records what they say. Killed between any two
/// steps it repeats one request at most.
/// </summary>
public sealed partial class TraceLinks(ILinkStore store, ILinkResolver resolver, CurrentWatch watch, TimeProvider time, ILogger<TraceLinks> log)
{
    // Longer than the resolver ever takes: whoever still holds it then is dead.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    /// <summary>Hosts that can be asked now; none while nobody wants to know where links lead.</summary>
    public async Task<IReadOnlyList<string>> DueHostsAsync(CancellationToken cancellation) =>
        watch.Value.TracesLinks ? await store.DueHostsAsync(time.GetUtcNow(), cancellation) : [];

    /// <summary>Asks the host about its longest-due link; false when none is due.</summary>
    public async Task<bool> AskNextAsync(string host, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.TakeAsync(host, now, now + LeaseTime, cancellation) is not { } link) return false;
        var rules = watch.Value.Links;
        var resolution = await resolver.ResolveAsync(link.Address, rules, cancellation);
        var answer = Answer(link, resolution, rules);
        await store.SettleAsync(link, answer, cancellation);
        LogAnswered(link.Host, resolution.Outcome, resolution.Hops.Count, resolution.Note, answer.AskAgain ?? answer.Expires);
        return true;
    }

    /// <summary>Forgets answers that are believed no more.</summary>
    public Task ForgetAsync(CancellationToken cancellation) => store.ForgetAsync(time.GetUtcNow(), cancellation);

    private LinkAnswer Answer(ShortLink link, Resolution resolution, LinkRules rules)
    {
        var now = time.GetUtcNow();
        var patience = LinkPatience.After(resolution, link.Attempts + 1, rules, Random.Shared.NextDouble());
        return new LinkAnswer(resolution, now + patience.AskAfter, now + patience.BelieveFor, now + patience.LeaveHostFor);
    }

    // Never the address: a short link may be all that guards a page.
    [LoggerMessage(Level = LogLevel.Debug, Message = "A short link of {Host}: {Outcome} after {Hops} hops. {Note} Until {Until:u}")]
    private partial void LogAnswered(string host, LinkOutcome outcome, int hops, string? note, DateTimeOffset? until);
}
