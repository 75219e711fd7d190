using System.Data.Common;
using System.Security.Cryptography;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Storing;

/// <summary>Subscriptions with hubs. Nodes that share a store share them: each ask is claimed by one.</summary>
public sealed class SubscriptionStore
{
    private const int CallbackBytes = 16;
    private const int SecretBytes = 32;
    private const int MostFarewells = 5;

    private readonly IStoreConnections connections;

    internal SubscriptionStore(IStoreConnections connections) => this.connections = connections;

    /// <summary>The source declares this now: subscribes to it, and gives up what it declared before.</summary>
    /// <param name="source">Its key.</param>
    /// <param name="offer">Null when it declares nothing.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Breaks off; nothing is changed then.</param>
    public async Task OfferAsync(string source, PushOffer? offer, DateTimeOffset now, CancellationToken cancellation)
    {
        // Nearly every look finds what the last one found, and no writer needs to wait for it.
        var known = await connections.ReadAsync(transaction => WantedAsync(transaction, source, cancellation), cancellation);
        if (offer is null ? known.Count == 0 : known is [var only] && Fits(only, offer)) return;
        await connections.WriteAsync(transaction => ReplaceAsync(transaction, source, offer, now, cancellation), cancellation);
    }

    /// <summary>The source's subscription that is wanted; null when there is none.</summary>
    public Task<Subscription?> OfSourceAsync(string source, CancellationToken cancellation) =>
        connections.ReadAsync(async transaction => (await WantedAsync(transaction, source, cancellation)).FirstOrDefault()?.ToSubscription(), cancellation);

    public Task<Subscription?> FindAsync(string callback, CancellationToken cancellation) =>
        connections.ReadAsync(
            async transaction => (await transaction.FirstAsync<SubscriptionRow>($"{SubscriptionRow.Select} WHERE callback = @Callback", new { Callback = callback }, cancellation))?.ToSubscription(),
            cancellation);

    /// <summary>Gives up the subscriptions of all other sources.</summary>
    public async Task KeepOnlyAsync(IReadOnlySet<string> sources, DateTimeOffset now, CancellationToken cancellation)
    {
        var wanted = await connections.ReadAsync(
            transaction => transaction.ListAsync<string>("SELECT DISTINCT source FROM subscriptions WHERE wanted = 1", null, cancellation), cancellation);
        foreach (var source in wanted.Where(source => !sources.Contains(source))) await OfferAsync(source, null, now, cancellation);
    }

    /// <summary>
    /// Takes one subscription that the hub is to be asked about, counts the attempt, and puts the next one off. Null when none is due. What is
    /// to be ended and has no lease any more, or was asked for often enough, is forgotten.
    /// </summary>
    public Task<Subscription?> ClaimAsync(DateTimeOffset now, Func<int, TimeSpan> backoff, CancellationToken cancellation) =>
        connections.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    "DELETE FROM subscriptions WHERE wanted = 0 AND due <= @Now AND (lease_until IS NULL OR lease_until <= @Now OR attempts >= @MostFarewells)",
                    new { Now = now.ToUnixTimeMilliseconds(), MostFarewells },
                    cancellation);
                var row = await transaction.FirstAsync<SubscriptionRow>(
                    $"{SubscriptionRow.Select} WHERE due <= @Now ORDER BY due LIMIT 1 {transaction.SkipLocked()}", new { Now = now.ToUnixTimeMilliseconds() }, cancellation);
                if (row is null) return null;
                await transaction.ExecuteAsync(
                    "UPDATE subscriptions SET attempts = attempts + 1, due = @Due, state = CASE state WHEN 'refused' THEN 'asked' ELSE state END WHERE callback = @Callback",
                    new { row.Callback, Due = (now + backoff(row.Attempts + 1)).ToUnixTimeMilliseconds() },
                    cancellation);
                return row.ToSubscription() with { Attempts = row.Attempts + 1 };
            },
            cancellation);

    /// <summary>The hub confirmed what was asked. False when nothing was.</summary>
    public Task<bool> VerifiedAsync(string callback, DateTimeOffset now, TimeSpan lease, DateTimeOffset renewal, CancellationToken cancellation) =>
        ChangeAsync(
            """
            UPDATE subscriptions SET state = 'verified', attempts = 0, verified = COALESCE(verified, @Now), lease_until = @Until, due = @Due
            WHERE callback = @Callback AND wanted = 1 AND attempts > 0
            """,
            new { Callback = callback, Now = now.ToUnixTimeMilliseconds(), Until = (now + lease).ToUnixTimeMilliseconds(), Due = renewal.ToUnixTimeMilliseconds() },
            cancellation);

    /// <summary>The hub confirmed the end that was asked for. False when none was.</summary>
    public Task<bool> EndedAsync(string callback, CancellationToken cancellation) =>
        ChangeAsync("DELETE FROM subscriptions WHERE callback = @Callback AND wanted = 0 AND attempts > 0", new { Callback = callback }, cancellation);

    /// <summary>The hub does not want to. False when what it refuses was not asked any more.</summary>
    public Task<bool> RefusedAsync(Subscription asked, DateTimeOffset due, CancellationToken cancellation) =>
        ChangeAsync(
            "UPDATE subscriptions SET state = 'refused', attempts = 0, due = @Due WHERE callback = @Callback AND attempts = @Attempts AND wanted = @Wanted",
            new { asked.Callback, asked.Attempts, Wanted = asked.IsWanted ? 1 : 0, Due = due.ToUnixTimeMilliseconds() },
            cancellation);

    /// <summary>A push with a good signature came.</summary>
    public Task<bool> PushedAsync(string callback, DateTimeOffset now, CancellationToken cancellation) =>
        ChangeAsync("UPDATE subscriptions SET last_push = @Now WHERE callback = @Callback", new { Callback = callback, Now = now.ToUnixTimeMilliseconds() }, cancellation);

    /// <summary>A look found what no push had told.</summary>
    public Task<bool> MissedAsync(string callback, DateTimeOffset now, CancellationToken cancellation) =>
        ChangeAsync("UPDATE subscriptions SET missed = @Now WHERE callback = @Callback", new { Callback = callback, Now = now.ToUnixTimeMilliseconds() }, cancellation);

    private Task<bool> ChangeAsync(string sql, object parameters, CancellationToken cancellation) =>
        connections.WriteAsync(async transaction => await transaction.ExecuteAsync(sql, parameters, cancellation) == 1, cancellation);

    private static async Task<bool> ReplaceAsync(DbTransaction transaction, string source, PushOffer? offer, DateTimeOffset now, CancellationToken cancellation)
    {
        await transaction.LockAsync($"subscription:{source}", cancellation);
        var rows = await transaction.ListAsync<SubscriptionRow>($"{SubscriptionRow.Select} WHERE source = @Source", new { Source = source }, cancellation);
        foreach (var row in rows)
        {
            var wanted = offer is not null && Fits(row, offer) ? 1 : 0;
            if (row.Wanted == wanted) continue;
            await transaction.ExecuteAsync(
                "UPDATE subscriptions SET wanted = @Wanted, attempts = 0, due = @Now WHERE callback = @Callback",
                new { row.Callback, Wanted = wanted, Now = now.ToUnixTimeMilliseconds() },
                cancellation);
        }

        if (offer is null || rows.Exists(row => Fits(row, offer))) return true;
        await transaction.ExecuteAsync(
            """
            INSERT INTO subscriptions (callback, source, hub, topic, secret, state, wanted, attempts, due)
            VALUES (@Callback, @Source, @Hub, @Topic, @Secret, 'asked', 1, 0, @Now)
            """,
            new
            {
                Callback = RandomNumberGenerator.GetHexString(2 * CallbackBytes, lowercase: true),
                Source = source,
                Hub = offer.Hub.AbsoluteUri,
                Topic = offer.Topic.AbsoluteUri,
                Secret = RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true),
                Now = now.ToUnixTimeMilliseconds(),
            },
            cancellation);
        return true;
    }

    private static Task<List<SubscriptionRow>> WantedAsync(DbTransaction transaction, string source, CancellationToken cancellation) =>
        transaction.ListAsync<SubscriptionRow>($"{SubscriptionRow.Select} WHERE source = @Source AND wanted = 1", new { Source = source }, cancellation);

    private static bool Fits(SubscriptionRow row, PushOffer offer) => row.Hub == offer.Hub.AbsoluteUri && row.Topic == offer.Topic.AbsoluteUri;
}
