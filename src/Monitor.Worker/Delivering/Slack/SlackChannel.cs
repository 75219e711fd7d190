using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>Tells a Slack conversation through an incoming webhook.</summary>
/// <remarks>
/// A webhook answers "ok" and nothing else: no id to edit, and no key that would make Slack drop a message that it has already taken.
/// A send whose answer never came is therefore uncertain, and its repetition may be seen twice.
/// </remarks>
public sealed class SlackChannel : IChannel
{
    private readonly WebDoor door;
    private readonly SlackBlocks blocks;
    private readonly TimeProvider time;

    public SlackChannel(SlackOptions options, ChannelTools tools)
    {
        Name = options.Name;
        door = new WebDoor(options.Name, options.WebhookUrl ?? throw new ArgumentException("The webhook's address is required.", nameof(options)), tools.Web);
        blocks = new SlackBlocks(options.Name, SlackPhrases.For(tools.Language), tools.Zone, tools.BaseUrl);
        time = tools.Time;
    }

    public string Name { get; }

    public IReadOnlyList<string> Addresses { get; } = [""];

    /// <summary>Slack allows one message a second to a webhook; more is answered with 429.</summary>
    public TimeSpan Pace { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The webhook, to which alone Slack counts: whichever of our channels a message comes from.</summary>
    public Secret? Door => door.Key;

    /// <summary>A webhook that works refuses a message without text as such, and shows it to nobody.</summary>
    public async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        var answer = await PostAsync(new SlackMessage("", Blocks: null), conversation: null, cancellation);
        return answer.Fault is null or DeliveryFault.Rejected ? $"{door} answers {answer.Summary}" : throw Failure(answer);
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
        new(answer.Fault!.Value, $"Channel '{Name}': {door} answered {answer.Summary}: {answer.Mend}.", answer.RetryAfter);

    private async Task<SlackAnswer> PostAsync(SlackMessage message, IProgress<string>? conversation, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Default.SlackMessage);
        var answer = SlackAnswer.Read(await door.SendAsync(door.Post(body, "application/json; charset=utf-8"), conversation, cancellation), time.GetUtcNow());
        conversation?.Report($"< {answer.Summary}");
        return answer;
    }
}
