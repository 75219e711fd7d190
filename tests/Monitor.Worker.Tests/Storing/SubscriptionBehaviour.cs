using Monitor.Core.Fetching;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

public abstract class SubscriptionBehaviour<TEngine> : StoreBehaviour<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static readonly PushOffer Offer = new(new Uri("https://hub.example.org/"), new Uri("https://press.example.org/feed"));
    private static readonly PushOffer Other = Offer with { Hub = new Uri("https://other.example.org/") };
    private static readonly TimeSpan Lease = TimeSpan.FromHours(3);

    private DateTimeOffset Now => Clock.GetUtcNow();

    private SubscriptionStore Subscriptions => Store.Subscriptions;

    [Fact]
    public async Task Keeps_one_subscription_for_what_a_source_declares_over_a_restart()
    {
        await OfferAsync(Offer);
        var first = await OfSourceAsync();
        await OfferAsync(Offer);
        await ReopenAsync();
        var second = await OfSourceAsync();

        Assert.Equal((first!.Callback, first.Secret.Reveal(), Offer), (second!.Callback, second.Secret.Reveal(), second.Offer));
        Assert.Matches("^[0-9a-f]{32}$", first.Callback);
        Assert.Matches("^[0-9a-f]{64}$", first.Secret.Reveal());
        Assert.Equal(first.Callback, (await Subscriptions.FindAsync(first.Callback, default))!.Callback);
        Assert.Null(await Subscriptions.FindAsync("unknown", default));
    }

    [Fact]
    public async Task Claims_what_is_due_once_and_again_after_the_backoff()
    {
        await OfferAsync(Offer);

        Assert.Equal(1, (await ClaimAsync())!.Attempts);
        Assert.Null(await ClaimAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await ClaimAsync())!.Attempts);
    }

    [Fact]
    public async Task Is_verified_once_for_what_was_asked_and_due_again_for_the_renewal()
    {
        await OfferAsync(Offer);
        Assert.False(await VerifyAsync((await OfSourceAsync())!));
        var asked = (await ClaimAsync())!;

        Assert.True(await VerifyAsync(asked));
        Assert.False(await VerifyAsync(asked));
        var verified = (await OfSourceAsync())!;
        Assert.Equal((SubscriptionState.Verified, 0, Now + Lease, Now), (verified.State, verified.Attempts, verified.LeaseUntil, verified.Verified));
        Assert.Null(await ClaimAsync());
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(SubscriptionState.Verified, (await ClaimAsync())!.State);
    }

    [Fact]
    public async Task Leaves_a_hub_alone_that_refused_until_it_is_due()
    {
        await OfferAsync(Offer);
        var asked = (await ClaimAsync())!;

        Assert.True(await Subscriptions.RefusedAsync(asked, Now.AddDays(1), default));
        Assert.False(await VerifyAsync(asked));
        Assert.Equal(SubscriptionState.Refused, (await OfSourceAsync())!.State);
        Clock.Advance(TimeSpan.FromHours(23));
        Assert.Null(await ClaimAsync());
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await ClaimAsync())!.Attempts);
        Assert.Equal(SubscriptionState.Asked, (await OfSourceAsync())!.State);
    }

    [Fact]
    public async Task Ends_what_is_no_longer_declared_when_the_hub_confirms_it()
    {
        await OfferAsync(Offer);
        var old = (await ClaimAsync())!;
        await VerifyAsync(old);
        await OfferAsync(Other);

        Assert.Equal(Other, (await OfSourceAsync())!.Offer);
        Assert.False(await Subscriptions.EndedAsync(old.Callback, default));
        List<Subscription> asked = [(await ClaimAsync())!, (await ClaimAsync())!];
        Assert.Equal(old.Callback, Assert.Single(asked, subscription => !subscription.IsWanted).Callback);
        Assert.True(await Subscriptions.EndedAsync(old.Callback, default));
        Assert.Null(await Subscriptions.FindAsync(old.Callback, default));
    }

    [Fact]
    public async Task Forgets_what_nobody_wants_and_no_hub_holds()
    {
        await OfferAsync(Offer);
        var never = (await OfSourceAsync())!;
        await Subscriptions.KeepOnlyAsync(new HashSet<string>(), Now, default);

        Assert.Null(await OfSourceAsync());
        Assert.Null(await ClaimAsync());
        Assert.Null(await Subscriptions.FindAsync(never.Callback, default));
    }

    [Fact]
    public async Task Works_from_the_first_push_until_one_is_missed_or_the_lease_ends()
    {
        await OfferAsync(Offer);
        var callback = (await ClaimAsync())!.Callback;
        await Subscriptions.VerifiedAsync(callback, Now, Lease, Now + Lease, default);
        Assert.False((await OfSourceAsync())!.IsWorking(Now));
        await Subscriptions.PushedAsync(callback, Now, default);
        Assert.True((await OfSourceAsync())!.IsWorking(Now));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Subscriptions.MissedAsync(callback, Now, default);
        Assert.False((await OfSourceAsync())!.IsWorking(Now));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Subscriptions.PushedAsync(callback, Now, default);
        Assert.True((await OfSourceAsync())!.IsWorking(Now));
        Assert.False((await OfSourceAsync())!.IsWorking(Now + Lease));
    }

    private Task OfferAsync(PushOffer? offer) => Subscriptions.OfferAsync(Sample.Press.Key, offer, Now, default);

    private Task<Subscription?> OfSourceAsync() => Subscriptions.OfSourceAsync(Sample.Press.Key, default);

    private Task<Subscription?> ClaimAsync() => Subscriptions.ClaimAsync(Now, attempt => TimeSpan.FromMinutes(attempt), default);

    private Task<bool> VerifyAsync(Subscription subscription) =>
        Subscriptions.VerifiedAsync(subscription.Callback, Now, Lease, Now + (Lease * 2 / 3), default);
}
