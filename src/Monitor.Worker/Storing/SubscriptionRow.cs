using Monitor.Core.Fetching;

namespace Monitor.Worker.Storing;

/// <summary>A row of <c>subscriptions</c>.</summary>
internal sealed class SubscriptionRow
{
    public const string Select =
        """
        SELECT callback AS Callback, source AS Source, hub AS Hub, topic AS Topic, secret AS Secret, state AS State, wanted AS Wanted, attempts AS Attempts,
               verified AS Verified, lease_until AS LeaseUntil, last_push AS LastPush, missed AS Missed
        FROM subscriptions
        """;

    public string Callback { get; init; } = "";

    public string Source { get; init; } = "";

    public string Hub { get; init; } = "";

    public string Topic { get; init; } = "";

    public string Secret { get; init; } = "";

    public string State { get; init; } = "";

    public int Wanted { get; init; }

    public int Attempts { get; init; }

    public long? Verified { get; init; }

    public long? LeaseUntil { get; init; }

    public long? LastPush { get; init; }

    public long? Missed { get; init; }

    public Subscription ToSubscription() => new(
        Callback, Source, new PushOffer(new Uri(Hub), new Uri(Topic)), new Secret(Secret), State.To<SubscriptionState>())
    {
        IsWanted = Wanted == 1,
        Attempts = Attempts,
        Verified = Verified.ToTime(),
        LeaseUntil = LeaseUntil.ToTime(),
        LastPush = LastPush.ToTime(),
        Missed = Missed.ToTime(),
    };
}
