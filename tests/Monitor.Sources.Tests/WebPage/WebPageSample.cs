using System.Text;
using Monitor.Sources.Http;
using Monitor.Sources.Tests.Compliance;
using Monitor.Sources.WebPage;
using Monitor.Testing;

namespace Monitor.Sources.Tests.WebPage;

internal sealed class WebPageSample : ISourceSample
{
    public string Type => "webpage";

    public SampleFormat Format => SampleFormat.Html;

    public string? Secret => null;

    public IReadOnlyList<string> Home => [];

    public SourceOptions Options() => new WebPageOptions { Name = "shop", Type = Type, Url = "https://example.org/news", Select = "main" };

    public GateAnswer Answer(GateRequest request, int day) => ScriptedGate.Answer(
        request,
        Encoding.UTF8.GetBytes($"<!doctype html><title>News</title><main><p>Acme opens a shop.</p>{(day > 0 ? "<p>Acme opens <a href='/two'>a second one</a>.</p>" : "")}</main>"),
        "text/html; charset=utf-8");
}
