using System.ComponentModel.DataAnnotations;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>A Slack conversation, told through an incoming webhook.</summary>
public sealed class SlackOptions : ChannelOptions
{
    /// <summary>The webhook's address, <c>https://hooks.slack.com/services/…</c>. Whoever knows it can post: it is a secret.</summary>
    [Required]
    public Secret? WebhookUrl { get; set; }

    public override IEnumerable<(string Key, string Problem)> Check()
    {
        if (WebhookUrl is not null && !IsWebhook(WebhookUrl.Reveal()))
            yield return (nameof(WebhookUrl), "is not a webhook's address: copy the whole https://hooks.slack.com/services/… that Slack shows under Incoming Webhooks (http is taken on loopback only)");
    }

    private static bool IsWebhook(string address) =>
        Uri.TryCreate(address.Trim(), UriKind.Absolute, out var parsed)
        && parsed.UserInfo.Length == 0
        && (parsed.Scheme == Uri.UriSchemeHttps || (parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback));
}
