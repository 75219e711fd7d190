using System.Text;
using Monitor.Sources.HackerNews;
using Monitor.Sources.Http;
using Monitor.Sources.Tests.Compliance;
using Monitor.Testing;

namespace Monitor.Sources.Tests.HackerNews;

internal sealed class HackerNewsSample : ISourceSample
{
    private const string Comment = """{"objectID":"2","_tags":["comment"],"author":"coyote","comment_text":"<p>Acme &amp; <a href=\"https:&#x2F;&#x2F;example.org\">so on</a>","created_at_i":1780308000}""";
    private const string Story = """{"objectID":"1","_tags":["story"],"author":"coyote","title":"Acme","url":"https://example.org/","points":3,"created_at_i":1780304400}""";

    public string Type => "hackernews";

    public SampleFormat Format => SampleFormat.Json;

    public string? Secret => null;

    public IReadOnlyList<string> Home => [];

    public SourceOptions Options() => new HackerNewsOptions { Name = "hn", Type = Type };

    public GateAnswer Answer(GateRequest request, int day) =>
        ScriptedGate.Answer(request, Encoding.UTF8.GetBytes($"{{\"hits\":[{(day > 0 ? $"{Comment}," : "")}{Story}],\"hitsPerPage\":1000,\"nbPages\":1}}"), "application/json");
}
