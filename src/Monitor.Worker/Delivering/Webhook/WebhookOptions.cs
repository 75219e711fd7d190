using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>A program that takes events as Standard Webhooks (https://www.standardwebhooks.com).</summary>
public sealed class WebhookOptions : ChannelOptions
{
    /// <summary>Where to post. Its path and query are often all that keeps strangers from posting too, so it is treated as a secret.</summary>
    [Required]
    public Secret? Url { get; set; }

    /// <summary>What events are signed with: <c>whsec_</c> and the base64 of 24 to 64 random bytes. Several, parted by white space, while one replaces another. Unsigned without it.</summary>
    public Secret? Secret { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Url is not null && Address() is null)
            yield return (nameof(Url), "is no address to post to: write a whole one, such as https://crm.example.org/hooks/mentions, without name or password in it");
        if (Secret is not null && !SigningKeys.TryRead(Secret, out _))
            yield return (nameof(Secret), "is no signing secret of Standard Webhooks: write whsec_ and the base64 of 24 to 64 random bytes, as `echo whsec_$(openssl rand -base64 32)` makes it, or several of them parted by white space");
    }

    public override IEnumerable<(string Key, string Warning)> Doubts()
    {
        if (Secret is null)
            yield return (nameof(Secret), "missing, so nothing is signed and whoever learns the address can post in our name; add \"Secret\", or \"SecretFile\" with the path of a file that holds it");
        if (Address() is { IsLoopback: false } address && address.Scheme == Uri.UriSchemeHttp)
            yield return (nameof(Url), "goes over plain http, where others can read along; write https:// if the receiver has it");
    }

    private Uri? Address() =>
        Url is not null && Uri.TryCreate(Url.Reveal().Trim(), UriKind.Absolute, out var address) && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;
}
