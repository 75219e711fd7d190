using System.Text;
using Monitor.Sources.Feed;
using Monitor.Sources.Http;
using Monitor.Sources.Tests.Compliance;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Feed;

internal sealed class FeedSample : ISourceSample
{
    public string Type => "feed";

    public SampleFormat Format => SampleFormat.Xml;

    public string? Secret => null;

    public IReadOnlyList<string> Home => [];

    public SourceOptions Options() => new FeedOptions { Name = "press", Type = Type, Urls = ["https://example.org/feed.xml"] };

    public GateAnswer Answer(GateRequest request, int day) => ScriptedGate.Answer(
        request,
        Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><title>Press</title>{(day > 0 ? Item("two") : "")}{Item("one")}</channel></rss>"),
        "application/rss+xml; charset=utf-8");

    private static string Item(string id) => $"<item><guid isPermaLink=\"false\">{id}</guid><title>Acme {id}</title><link>https://example.org/{id}</link></item>";
}
