using System.Text;
using Monitor.Sources.Http;
using Monitor.Sources.Sitemap;
using Monitor.Sources.Tests.Compliance;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Sitemap;

internal sealed class SitemapSample : ISourceSample
{
    public string Type => "sitemap";

    public SampleFormat Format => SampleFormat.Xml;

    public string? Secret => null;

    public IReadOnlyList<string> Home => [];

    public SourceOptions Options() => new SitemapOptions { Name = "press", Type = Type, Url = "https://example.org/sitemap.xml" };

    public GateAnswer Answer(GateRequest request, int day) => request.Address.AbsolutePath == "/sitemap.xml"
        ? ScriptedGate.Answer(request, Encoding.UTF8.GetBytes(
            $"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://example.org/a</loc></url>{(day > 0 ? "<url><loc>https://example.org/b</loc></url>" : "")}</urlset>"),
            "application/xml")
        : ScriptedGate.Answer(request, "<!doctype html><title>Acme opens a shop</title><article><p>Acme opens a shop in Lyon, the first of many to come.</p></article>"u8.ToArray(), "text/html; charset=utf-8");
}
