using System.Globalization;
using Monitor.Core.Delivering;
using Monitor.Sources.Http;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>What an answer means: Standard Webhooks 1.0.0, "Delivery success and failure". Of the body nothing is read: no word of it is agreed on.</summary>
/// <param name="Fault">Null when the event was taken.</param>
/// <param name="Status">For the record and the conversation.</param>
/// <param name="Mend">What a person, or the schedule, does about it.</param>
/// <param name="RetryAfter">As the peer asked.</param>
internal sealed record WebhookAnswer(DeliveryFault? Fault, string Status, string Mend, TimeSpan? RetryAfter = null)
{
    private const string Later = "it is tried again";

    public static WebhookAnswer Read(GateAnswer answer, DateTimeOffset now)
    {
        var status = (int)answer.Status;
        var (fault, mend) = Meaning(status);
        var delay = fault is DeliveryFault.RateLimited or DeliveryFault.Transient ? Sources.Http.RetryAfter.Parse(answer.Header("Retry-After"), now) : null;
        return new WebhookAnswer(delay is null ? fault : DeliveryFault.RateLimited, status.ToString(CultureInfo.InvariantCulture), mend, delay);
    }

    // What a person mends waits for them; what only this event is to blame for holds up no other.
    private static (DeliveryFault? Fault, string Mend) Meaning(int status) => status switch
    {
        >= 200 and < 300 => (null, ""),
        >= 300 and < 400 => (DeliveryFault.Denied, "redirects are not followed: put the address it leads to into Url"),
        401 or 403 => (DeliveryFault.Denied, "the receiver refuses us: check Url, and that both sides have the same Secret"),
        404 => (DeliveryFault.Denied, "nothing takes events at this address: correct Url"),
        410 => (DeliveryFault.Denied, "the receiver wants no more events: take the channel out, set its Enabled to false, or put another address into Url"),
        408 or 421 or 425 => (DeliveryFault.Transient, Later),
        429 => (DeliveryFault.RateLimited, Later),
        >= 400 and < 500 => (DeliveryFault.Rejected, "the receiver will not take this event; it is kept with the delivery"),
        _ => (DeliveryFault.Transient, Later),
    };
}
