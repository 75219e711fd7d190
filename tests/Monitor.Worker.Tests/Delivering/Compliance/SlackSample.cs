using System.Net;
using System.Text;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Worker.Tests.Delivering.Compliance;

internal sealed class SlackSample : IChannelSample
{
    private const string Webhook = "https://hooks.slack.com/services/T0/B0/canary-of-the-webhook";

    // A real webhook refuses what holds no text.
    private readonly ScriptedGate healthy = new ScriptedGate().On(Webhook, request => Holds(request.Body, "\"text\":\"\"")
        ? ScriptedGate.Answer(request, "no_text"u8.ToArray(), "text/html", HttpStatusCode.BadRequest)
        : ScriptedGate.Answer(request, "ok"u8.ToArray(), "text/html"));

    private readonly ScriptedGate broken = new ScriptedGate().On(Webhook, "no_service", "text/html", HttpStatusCode.NotFound);

    public string Type => "slack";

    public string Secret => "canary-of-the-webhook";

    public IChannel Healthy(string language) => Open(healthy, language);

    public IChannel Broken() => Open(broken, "en");

    public int Shown() => healthy.Requests.Count(request => !Holds(request.Body, "\"text\":\"\""));

    public void Dispose()
    {
    }

    private static IChannel Open(ScriptedGate gate, string language) => ChannelCatalog.Find("slack")!.Open(
        new SlackOptions { Name = "team", Type = "slack", WebhookUrl = new Secret(Webhook) },
        Email.Sample.Tools(language) with { Web = gate });

    private static bool Holds(ReadOnlyMemory<byte> body, string text) => Encoding.UTF8.GetString(body.Span).StartsWith($"{{{text}", StringComparison.Ordinal);
}
