using Monitor.Core.Delivering;
using Monitor.Sources.Http;
using Monitor.Worker.Delivering.Email;
using Monitor.Worker.Delivering.Slack;
using Monitor.Worker.Delivering.Webhook;

namespace Monitor.Worker.Delivering;

/// <summary>Every kind of channel there is, one line each.</summary>
public static class ChannelCatalog
{
    public static IReadOnlyList<ChannelKind> Kinds { get; } =
    [
        ChannelKind.Of<EmailOptions>("email", (options, tools) => new EmailChannel(options, tools)),
        ChannelKind.Of<SlackOptions>("slack", (options, tools) => new SlackChannel(options, tools)),
        ChannelKind.Of<WebhookOptions>("webhook", (options, tools) => new WebhookChannel(options, tools)),
    ];

    public static ChannelKind? Find(string type) =>
        Kinds.FirstOrDefault(kind => string.Equals(kind.Type, type, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One kind of channel.</summary>
/// <param name="Type">Its name in the configuration.</param>
/// <param name="Options">The class its options bind to.</param>
/// <param name="Open">Makes the channel of one configured block.</param>
public sealed record ChannelKind(string Type, Type Options, Func<ChannelOptions, ChannelTools, IChannel> Open)
{
    public static ChannelKind Of<TOptions>(string type, Func<TOptions, ChannelTools, IChannel> open)
        where TOptions : ChannelOptions =>
        new(type, typeof(TOptions), (options, tools) => open((TOptions)options, tools));
}

/// <summary>What a channel is given from outside.</summary>
/// <param name="Web">The gate: deliveries pass it like everything else.</param>
/// <param name="Time">The clock.</param>
/// <param name="Language">en or fr: the channel's own, else the installation's.</param>
/// <param name="Zone">The installation's time zone, for times that people read.</param>
/// <param name="BaseUrl">Where people reach the page.</param>
/// <param name="Directory">Where relative file names in options start.</param>
public sealed record ChannelTools(
    IWebGate Web, TimeProvider Time, string Language, TimeZoneInfo Zone, Uri BaseUrl, string Directory);
