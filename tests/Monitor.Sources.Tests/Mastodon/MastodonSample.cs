using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Mastodon;
using Monitor.Sources.Tests.Compliance;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Mastodon;

/// <summary>A hashtag and the search of one server, whose links lead to a stranger.</summary>
internal sealed class MastodonSample : ISourceSample
{
    public string Type => "mastodon";

    public SampleFormat Format => SampleFormat.Json;

    public string? Secret => "t0ken-0f-ann";

    public IReadOnlyList<string> Home => ["https://example.social"];

    public SourceOptions Options() => new MastodonOptions { Name = "fedi", Type = Type, Server = "example.social", Hashtags = ["acme"], AccessToken = new Secret(Secret!) };

    public GateAnswer Answer(GateRequest request, int day) => request.Address.AbsolutePath switch
    {
        "/api/v2/instance" => Json(request, """{"domain":"example.social","version":"4.5.0","configuration":{"timelines_access":{"hashtag_feeds":{"local":"public","remote":"public"}}}}"""),
        "/api/v2/search" => Json(request, $$"""{"accounts":[],"statuses":[{{(request.Address.Query.Contains("offset=0", StringComparison.Ordinal) ? Posts(0, day) : "")}}],"hashtags":[]}"""),
        _ => Timeline(request, day),
    };

    private static GateAnswer Timeline(GateRequest request, int day)
    {
        var after = request.Address.Query.Contains("min_id=2", StringComparison.Ordinal) ? 2 : request.Address.Query.Contains("min_id=1", StringComparison.Ordinal) ? 1 : 0;
        var posts = Posts(after, day);
        return Json(request, $"[{posts}]", ("Link", $"<https://stranger.example/api?max_id=1>; rel=\"next\", <https://stranger.example/api?min_id={day + 1}>; rel=\"prev\""));
    }

    private static string Posts(int after, int day) => string.Join(',', Enumerable.Range(1, day + 1).Reverse().Where(id => id > after).Select(id =>
        $$$"""{"id":"{{{id}}}","uri":"https://example.social/users/ann/statuses/{{{id}}}","url":null,"created_at":"2026-06-01T0{{{id}}}:00:00.000Z","visibility":"public","content":"<p>Acme {{{id}}}</p>","account":{"acct":"ann","username":"ann"}}"""));

    private static GateAnswer Json(GateRequest request, string body, params (string Name, string Value)[] headers) =>
        ScriptedGate.Answer(request, Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8", System.Net.HttpStatusCode.OK, headers);
}
