using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Receiving;

/// <summary>Asks hubs to begin and to end subscriptions (WebSub, 5.1).</summary>
/// <param name="web">The gate.</param>
/// <param name="site">The page as the world reaches it.</param>
internal sealed class Hub(IWebGate web, Uri site)
{
    public const string Path = "/receive/websub/";

    /// <summary>What is asked for; the hub decides.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromDays(10);

    /// <summary>Asks the hub, which then calls back to have it confirmed.</summary>
    /// <returns>Why the hub refuses; null when it takes it.</returns>
    /// <exception cref="SourceException">It could not be asked, and may be later.</exception>
    public async Task<string?> AskAsync(Subscription subscription, CancellationToken cancellation)
    {
        var request = new GateRequest(subscription.Offer.Hub)
        {
            Method = HttpMethod.Post,
            Body = Encoding.ASCII.GetBytes(Form(subscription)),
            ContentType = "application/x-www-form-urlencoded",
            FollowRedirects = false, // the secret goes to the hub that the feed names and to nobody else
        };
        var answer = await web.SendAsync(request, cancellation);
        return (int)answer.Status switch
        {
            >= 200 and < 300 => null,
            >= 500 or (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.RequestTimeout =>
                throw new SourceException(SourceFault.Transient, $"{subscription.Offer.Hub} answered {(int)answer.Status} to the subscription."),
            var status => $"{subscription.Offer.Hub} answered {status} to the subscription.",
        };
    }

    private string Form(Subscription subscription)
    {
        List<(string Name, string Value)> fields =
        [
            ("hub.mode", subscription.IsWanted ? "subscribe" : "unsubscribe"),
            ("hub.topic", subscription.Offer.Topic.AbsoluteUri),
            ("hub.callback", $"{site.AbsoluteUri.TrimEnd('/')}{Path}{subscription.Callback}"),
        ];
        if (subscription.IsWanted)
            fields.AddRange([("hub.secret", subscription.Secret.Reveal()), ("hub.lease_seconds", $"{Lease.TotalSeconds:0}")]);
        return string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
    }
}
