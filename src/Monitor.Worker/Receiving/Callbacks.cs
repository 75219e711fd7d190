using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Monitor.Worker.Pipeline;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Receiving;

/// <summary>
/// What hubs call. Open to everybody: the address cannot be guessed, and a push without the right signature does nothing (docs/decisions/0014).
/// </summary>
internal sealed class Callbacks(SubscriptionStore subscriptions, Action<string> tell, long mostBytes, TimeProvider time)
{
    private const int MostChallenge = 4_096;

    // A lease without an end would be verified once and never again; one of seconds would be renewed without end.
    private static readonly TimeSpan UsualLease = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(30);
    private static readonly TimeSpan SoonestRenewal = TimeSpan.FromMinutes(1);

    private readonly CallbackPace pace = new(time);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Hub.Path + "{id:length(32)}", AnswerAsync);
        app.MapPost(Hub.Path + "{id:length(32)}", TakeAsync);
    }

    /// <summary>Whether we meant what the hub was asked (WebSub, 5.3), or that it was denied (5.2).</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var subscription = await FindAsync(context);
        if (subscription is null) return;
        var isMeant = query["hub.topic"] == subscription.Offer.Topic.AbsoluteUri && (string?)query["hub.mode"] switch
        {
            "subscribe" => IsChallenge(query["hub.challenge"]) && await VerifyAsync(subscription, query["hub.lease_seconds"], context.RequestAborted),
            "unsubscribe" => IsChallenge(query["hub.challenge"]) && await subscriptions.EndedAsync(subscription.Callback, context.RequestAborted),
            "denied" => await subscriptions.RefusedAsync(subscription, time.GetUtcNow() + Subscriber.Truce, context.RequestAborted),
            _ => false,
        };
        context.Response.StatusCode = isMeant ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        if (!isMeant || query["hub.mode"] == "denied") return;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(query["hub.challenge"].ToString()), context.RequestAborted);
    }

    /// <summary>A push: a forged one is answered like a true one, so that nobody learns anything by trying (WebSub, 8).</summary>
    private async Task TakeAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } subscription) return;
        // Counted here: Kestrel's own bound ends the connection before the answer is out.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        if (context.Request.ContentLength > mostBytes)
        {
            Settle(context, StatusCodes.Status413PayloadTooLarge, "oversized");
            return;
        }

        var holds = PushSignature.Read(context.Request.Headers["X-Hub-Signature"]) is { } signature
            ? await PushSignature.HoldsAsync(context.Request.Body, signature, subscription.Secret.Reveal(), mostBytes, context.RequestAborted)
            : false;
        if (holds is null)
        {
            Settle(context, StatusCodes.Status413PayloadTooLarge, "oversized");
            return;
        }

        Settle(context, StatusCodes.Status202Accepted, holds.Value ? "taken" : "forged");
        if (!holds.Value) return;
        await subscriptions.PushedAsync(subscription.Callback, time.GetUtcNow(), context.RequestAborted);
        tell(subscription.Source);
    }

    /// <summary>Null when the answer is given already.</summary>
    private async Task<Subscription?> FindAsync(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        var subscription = id.All(char.IsAsciiHexDigitLower) ? await subscriptions.FindAsync(id, context.RequestAborted) : null;
        if (subscription is null)
        {
            // WebSub, 7: a hub may take 410 for the end of the subscription.
            Settle(context, HttpMethods.IsPost(context.Request.Method) ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound, "unknown");
            return null;
        }

        if (pace.Take(id)) return subscription;
        context.Response.Headers.RetryAfter = "30";
        Settle(context, StatusCodes.Status429TooManyRequests, "flood");
        return null;
    }

    private async Task<bool> VerifyAsync(Subscription subscription, string? seconds, CancellationToken cancellation)
    {
        var lease = long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var told) && told > 0
            ? TimeSpan.FromSeconds(Math.Min(told, (long)LongestLease.TotalSeconds))
            : UsualLease;
        var now = time.GetUtcNow();
        var renewal = lease * 2 / 3;
        return await subscriptions.VerifiedAsync(subscription.Callback, now, lease, now + (renewal > SoonestRenewal ? renewal : SoonestRenewal), cancellation);
    }

    private static bool IsChallenge(string? text) => text is { Length: > 0 and <= MostChallenge };

    private static void Settle(HttpContext context, int status, string outcome)
    {
        context.Response.StatusCode = status;
        PipelineMeter.Called(outcome);
    }
}
