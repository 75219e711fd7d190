using System.Net;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Webhook;

namespace Monitor.Worker.Tests.Delivering.Compliance;

internal sealed class WebhookSample : IChannelSample
{
    private const string Url = "https://crm.example.org/hooks/canary-of-the-hook";

    private readonly ScriptedGate healthy = new ScriptedGate().On(Url, "", "text/plain", HttpStatusCode.NoContent);

    private readonly ScriptedGate broken = new ScriptedGate().On(Url, "canary-of-the-hook is gone", "text/plain", HttpStatusCode.Gone);

    public string Type => "webhook";

    public string Secret => "canary-of-the-hook";

    public IChannel Healthy(string language) => Open(healthy, language);

    public IChannel Broken() => Open(broken, "en");

    public int Shown() => healthy.Requests.Count(request => request.Method == HttpMethod.Post);

    public void Dispose()
    {
    }

    private static IChannel Open(ScriptedGate gate, string language) => ChannelCatalog.Find("webhook")!.Open(
        new WebhookOptions { Name = "crm", Type = "webhook", Url = new Secret(Url), Secret = new Secret(Webhook.SigningKeysTests.Key) },
        Email.Sample.Tools(language) with { Web = gate });
}
