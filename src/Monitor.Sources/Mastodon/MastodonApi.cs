using System.Globalization;
using System.Net;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Mastodon;

/// <summary>Our own client of the few calls that are needed: https://docs.joinmastodon.org/methods/timelines/ and /search/.</summary>
internal sealed class MastodonApi(MastodonOptions options, IWebGate web, TimeProvider time) : IMastodonClient
{
    private readonly MastodonFaults faults = new(options, time);

    public async Task<Instance?> InstanceAsync(CancellationToken cancellation)
    {
        var answer = await web.SendAsync(Request("api/v2/instance"), cancellation);
        if ((int)answer.Status is 400 or 401 or 403 or 404 or 405 or 422) return null;
        return Instance.Parse(faults.EnsureUsable(answer, "its description").Body.Span, options.Server);
    }

    public async Task<StatusPage?> TagAsync(TagQuestion question, CancellationToken cancellation)
    {
        var answer = await web.SendAsync(Request($"api/v1/timelines/tag/{Uri.EscapeDataString(question.Tag)}{question.Page ?? Query(question)}"), cancellation);
        if (answer.Status == HttpStatusCode.NotFound) return null;
        var page = StatusReading.Timeline(faults.EnsureUsable(answer, $"#{question.Tag}").Body.Span, options.Server);
        var links = PageLinks.Of(answer);
        return page with { Newer = links.Newer, Older = links.Older, Mark = links.Mark ?? page.Mark, Budget = RateBudget.Of(answer) };
    }

    public async Task<StatusPage> SearchAsync(string words, int offset, CancellationToken cancellation)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"api/v2/search?q={Uri.EscapeDataString(words)}&type=statuses&limit={StatusPage.Most}&offset={offset}");
        var answer = await web.SendAsync(Request(query), cancellation);
        return StatusReading.Search(faults.EnsureUsable(answer, "its search").Body.Span, options.Server) with { Budget = RateBudget.Of(answer) };
    }

    public async Task<IReadOnlyList<Item>> FeedAsync(string tag, CancellationToken cancellation)
    {
        // Public, so without the token; the answer says whether the server shows it.
        var address = new Uri(options.Api, $"tags/{Uri.EscapeDataString(tag)}.rss");
        var answer = await web.SendAsync(new GateRequest(address) { Accept = "application/rss+xml" }, cancellation);
        return TagFeed.Parse(faults.EnsureUsable(answer, $"#{tag}").Body, options.Server);
    }

    private GateRequest Request(string path) => new(new Uri(options.Api, path))
    {
        Accept = "application/json",
        Authorization = options.AccessToken is { } token ? new Secret($"Bearer {token.Reveal()}") : null,
    };

    private static string Query(TagQuestion question) => string.Concat(
        question.Reach switch { Reach.Local => "?local=true&", Reach.Remote => "?remote=true&", _ => "?" },
        question.After is null ? "" : $"min_id={Uri.EscapeDataString(question.After)}&",
        string.Create(CultureInfo.InvariantCulture, $"limit={StatusPage.Most}"));
}
