using System.Globalization;
using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>Tells a program, as Standard Webhooks (https://www.standardwebhooks.com, 1.0.0) describes.</summary>
/// <remarks>
/// The id of an event is the delivery's and stays through every retry, so that a receiver which has seen it drops it: a send whose answer never
/// came may be repeated without harm.
/// </remarks>
public sealed class WebhookChannel : IChannel
{
    /// <summary>Nothing of an answer's body is read; a long one is not waited for.</summary>
    private const int MostOfAnswer = 1_024;

    private readonly WebDoor door;
    private readonly SigningKeys? keys;
    private readonly EventWriter events;
    private readonly TimeProvider time;

    public WebhookChannel(WebhookOptions options, ChannelTools tools)
    {
        Name = options.Name;
        door = new WebDoor(options.Name, options.Url ?? throw new ArgumentException("The address to post to is required.", nameof(options)), tools.Web);
        if (options.Secret is { } secret && !SigningKeys.TryRead(secret, out keys)) throw new ArgumentException("The signing secret cannot be read.", nameof(options));
        events = new EventWriter(options.Name, WebhookPhrases.For(tools.Language), tools.BaseUrl, tools.Time);
        time = tools.Time;
    }

    public string Name { get; }

    public IReadOnlyList<string> Addresses { get; } = [""];

    /// <summary>Shows whether somebody answers there: what only takes events may refuse to be looked at, with 404, 405 or 501 for example.</summary>
    public async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        var answer = WebhookAnswer.Read(await door.SendAsync(door.Look(), conversation: null, cancellation), time.GetUtcNow());
        return answer is { Status: "501" } or { Status: not "410", Fault: null or DeliveryFault.Denied or DeliveryFault.Rejected } ? $"{door} answers {answer.Status}" : throw Failure(answer);
    }

    public async Task<string> SendAsync(Message message, IProgress<string>? conversation, CancellationToken cancellation)
    {
        var parts = events.Of(message);
        var said = "";
        foreach (var part in parts)
        {
            var answer = await PostAsync(part, conversation, cancellation);
            if (answer.Fault is not null) throw Failure(answer);
            said = answer.Status;
        }

        return parts.Count == 1 ? said : string.Create(CultureInfo.InvariantCulture, $"{said}, in {parts.Count} parts");
    }

    private DeliveryException Failure(WebhookAnswer answer) =>
        new(answer.Fault!.Value, $"Channel '{Name}': {door} answered {answer.Status}: {answer.Mend}.", answer.RetryAfter);

    private async Task<WebhookAnswer> PostAsync(OutgoingEvent part, IProgress<string>? conversation, CancellationToken cancellation)
    {
        var post = door.Post(part.Body, "application/json") with { Headers = Headers(part), FirstBytes = MostOfAnswer };
        var answer = WebhookAnswer.Read(await door.SendAsync(post, conversation, cancellation), time.GetUtcNow());
        conversation?.Report($"< {answer.Status}");
        return answer;
    }

    // The time is the attempt's, not the event's: receivers refuse what is older than some minutes, against replays.
    private List<KeyValuePair<string, string>> Headers(OutgoingEvent part)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        List<KeyValuePair<string, string>> headers = [new("webhook-id", part.Id), new("webhook-timestamp", now.ToString(CultureInfo.InvariantCulture))];
        if (keys is not null) headers.Add(new("webhook-signature", keys.Sign(part.Id, now, part.Body)));
        return headers;
    }
}
