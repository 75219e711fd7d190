using Monitor.Core.Fetching;

namespace Monitor.Worker.Storing;

/// <summary>What is agreed with a hub about one source.</summary>
/// <param name="Callback">The unguessable part of the address that the hub calls.</param>
/// <param name="Source">Key of the source.</param>
/// <param name="Offer">Hub and topic.</param>
/// <param name="Secret">What pushes are signed with, as the hub was told it.</param>
/// <param name="State">How far it came.</param>
public sealed record Subscription(string Callback, string Source, PushOffer Offer, Secret Secret, SubscriptionState State)
{
    /// <summary>False once it is to be ended.</summary>
    public bool IsWanted { get; init; }

    /// <summary>Asks that the hub did not verify yet; 0 when nothing is asked.</summary>
    public int Attempts { get; init; }

    /// <summary>Since when the hub confirms it.</summary>
    public DateTimeOffset? Verified { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The last push with a good signature.</summary>
    public DateTimeOffset? LastPush { get; init; }

    /// <summary>When a look last found what no push had told.</summary>
    public DateTimeOffset? Missed { get; init; }

    /// <summary>Whether pushes can be relied on: agreed, seen to come, and none missed since.</summary>
    public bool IsWorking(DateTimeOffset now) =>
        IsWanted && State == SubscriptionState.Verified && LeaseUntil > now && LastPush is { } push && !(Missed >= push);
}

public enum SubscriptionState
{
    /// <summary>To be asked for, or asked for and not verified.</summary>
    Asked,

    Verified,

    /// <summary>The hub does not want to; it is asked again after a day.</summary>
    Refused,
}
