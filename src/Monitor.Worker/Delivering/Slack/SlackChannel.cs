using System.Net.Sockets;
using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>Tells a Slack conversation through an incoming webhook.</summary>
/// <remarks>
/// A webhook answers "ok" and nothing else: no id to edit, and no key that would make Slack drop a message that it has already taken.
/// A send whose answer never came is therefore uncertain, and its repetition may be seen twice.
/// </remarks>
public sealed class SlackChannel : IChannel
{
    private readonly WebhookAddress webhook;
    private readonly SlackBlocks blocks;
    private readonly IWebGate web;
    private readonly TimeProvider time;

    public SlackChannel(SlackOptions options, ChannelTools tools)
    {
        Name = options.Name;
        webhook = new WebhookAddress(options.WebhookUrl ?? throw new ArgumentException("The webhook's address is required.", nameof(options)));
        blocks = new SlackBlocks(options.Name, SlackPhrases.For(tools.Language), tools.Zone, tools.BaseUrl);
        (web, time) = (tools.Web, tools.Time);
    }

    public string Name { get; }

    public IReadOnlyList<string> Addresses { get; } = [""];

    /// <summary>Slack allows one message a second to a webhook; more is answered with 429.</summary>
    public TimeSpan Pace { get; } = TimeSpan.FromSeconds(1);

    /// <summary>A webhook that works refuses a message without text as such, and shows it to nobody.</summary>
    public async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        var answer = await PostAsync(new SlackMessage("", Blocks: null), conversation: null, cancellation);
        return answer.Fault is null or DeliveryFault.Rejected ? $"{webhook} answers {answer.Summary}" : throw Failure(answer);
    }

    public async Task<string> SendAsync(Message message, IProgress<string>? conversation, CancellationToken cancellation)
    {
        var full = blocks.Of(message);
        var answer = await PostAsync(full, conversation, cancellation);
        if (answer.Fault != DeliveryFault.Rejected) return Settle(answer);
        if (!answer.MayFitAsText) throw Failure(answer);
        conversation?.Report("* once more, as plain text");
        var second = await PostAsync(SlackFlat.Of(full), conversation, cancellation);
        return $"{Settle(second)}, as plain text after {answer.Summary}";
    }

    private string Settle(SlackAnswer answer) => answer.Fault is null ? answer.Summary : throw Failure(answer);

    private DeliveryException Failure(SlackAnswer answer) =>
        new(answer.Fault!.Value, $"Channel '{Name}': {webhook} answered {answer.Summary}: {answer.Mend}.", answer.RetryAfter);

    private async Task<SlackAnswer> PostAsync(SlackMessage message, IProgress<string>? conversation, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Default.SlackMessage);
        conversation?.Report($"> POST {webhook} ({body.Length} bytes of JSON)");
        var request = new GateRequest(webhook.Reveal())
        {
            Method = HttpMethod.Post,
            Body = body,
            ContentType = "application/json; charset=utf-8",
            FollowRedirects = false,
        };
        try
        {
            var answer = SlackAnswer.Read(await web.SendAsync(request, cancellation), time.GetUtcNow());
            conversation?.Report($"< {answer.Summary}");
            return answer;
        }
        catch (SourceException failure)
        {
            conversation?.Report($"* {webhook.Mask(failure.Message)}");
            throw Failure(failure);
        }
    }

    // The gate's exception is not passed on as the inner one: what it holds may name the address.
    private DeliveryException Failure(SourceException failure)
    {
        var fault = FaultOf(failure);
        var sequel = fault switch
        {
            DeliveryFault.Uncertain => " No answer came, so it may have been posted; it is tried again.",
            DeliveryFault.Transient => " Nothing was posted; it is tried again.",
            _ => "",
        };
        return new DeliveryException(fault, $"Channel '{Name}': {webhook.Mask(failure.Message)}{sequel}", failure.RetryAfter);
    }

    private static DeliveryFault FaultOf(SourceException failure) => failure.Fault switch
    {
        SourceFault.Denied => DeliveryFault.Denied,
        SourceFault.RateLimited => DeliveryFault.RateLimited,
        _ => NeverConnected(failure) ? DeliveryFault.Transient : DeliveryFault.Uncertain,
    };

    /// <summary>Whether it is certain that no byte of the message went out; in doubt, a time-out for one, it is not.</summary>
    private static bool NeverConnected(Exception failure)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
                return true;
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData })
                return true;
        }

        return false;
    }
}
