using Monitor.Core.Fetching;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Receiving;

/// <summary>
/// A source that may tell by itself: what it declares is subscribed to, and while its pushes prove themselves it is looked at less often. The
/// looks never end: a hub that forgets is found out by them.
/// </summary>
internal sealed class PushedSource(ISource source, TimeSpan every, IStoreDatabase store, TimeProvider time) : ISource
{
    private const int Factor = 4;
    private static readonly TimeSpan MostInterval = TimeSpan.FromHours(24);

    // What a hub needs to fetch and distribute; only what it did not tell by then was missed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public SourceIdentity Identity => source.Identity;

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var fetched = await source.FetchAsync(request, cancellation);
        if (fetched.SaysPush) await store.Subscriptions.OfferAsync(Identity.Key, fetched.Push, time.GetUtcNow(), cancellation);
        if (await store.Subscriptions.OfSourceAsync(Identity.Key, cancellation) is not { State: SubscriptionState.Verified } subscription) return fetched;
        var now = time.GetUtcNow();
        if (await IsMissedAsync(fetched, subscription, now, cancellation))
        {
            await store.Subscriptions.MissedAsync(subscription.Callback, now, cancellation);
            return fetched;
        }

        return subscription.IsWorking(now) ? fetched with { LeastInterval = Relaxed(fetched.LeastInterval, subscription.LeaseUntil!.Value - now) } : fetched;
    }

    private async Task<bool> IsMissedAsync(Fetched fetched, Subscription subscription, DateTimeOffset now, CancellationToken cancellation)
    {
        var late = now - Patience;
        if (subscription.LastPush > late || subscription.Verified > late) return false;
        var candidates = fetched.Items.Where(item => item.Published is not { } at || (at >= subscription.Verified && at <= late)).Select(item => item.Id).Distinct(StringComparer.Ordinal).ToList();
        return candidates.Count > 0 && (await store.Mentions.UnknownAsync(Identity, candidates, cancellation)).Count > 0;
    }

    // Never beyond the lease: what is looked at seldom must not lose its pushes as well.
    private TimeSpan? Relaxed(TimeSpan? wish, TimeSpan lease)
    {
        var relaxed = new[] { every * Factor, MostInterval, lease }.Min();
        return wish > relaxed ? wish : relaxed;
    }
}
