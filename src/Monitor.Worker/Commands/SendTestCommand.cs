using System.Security.Cryptography;
using Monitor.Core.Delivering;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Commands;

/// <summary>Sends a test message through one channel and shows the conversation with its peer, secrets masked.</summary>
internal static class SendTestCommand
{
    public static Task<int> RunAsync(CommandContext context, string name, CancellationToken cancellation) =>
        context.WithSettingsAsync(settings => SendAsync(context, settings, name, cancellation));

    private static async Task<int> SendAsync(CommandContext context, MonitorSettings settings, string name, CancellationToken cancellation)
    {
        using var gate = WatchAssembly.OpenGate(settings.Options, context.Time);
        var channels = WatchAssembly.Build(settings, gate, context.Time).Channels;
        if (channels.FirstOrDefault(channel => channel.Channel.Name == name) is not { } found)
        {
            var names = channels.Count == 0 ? "none" : string.Join(", ", channels.Select(channel => channel.Channel.Name));
            await context.Errors.WriteLineAsync($"{name}: there is no such enabled channel; the configuration has {names}.");
            return ExitCode.Usage;
        }

        var refused = 0;
        foreach (var address in found.Channel.Addresses)
        {
            if (!await SendAsync(context, found.Channel, address, cancellation)) refused++;
        }

        return refused == 0 ? ExitCode.Done : refused < found.Channel.Addresses.Count ? ExitCode.Partly : ExitCode.Failed;
    }

    private static async Task<bool> SendAsync(CommandContext context, IChannel channel, string address, CancellationToken cancellation)
    {
        try
        {
            var message = new TestMessage(RandomNumberGenerator.GetHexString(32, lowercase: true), address);
            var answer = await channel.SendAsync(message, new Conversation(context.Output), cancellation);
            await context.Output.WriteLineAsync($"Sent: {MentionLine.Plain(answer)}");
            return true;
        }
        catch (DeliveryException problem)
        {
            await context.Errors.WriteLineAsync($"Not sent ({problem.Fault}): {MentionLine.Plain(problem.Message)}");
            return false;
        }
    }

    private sealed class Conversation(TextWriter output) : IProgress<string>
    {
        public void Report(string value) => output.WriteLine(MentionLine.Plain(value));
    }
}
