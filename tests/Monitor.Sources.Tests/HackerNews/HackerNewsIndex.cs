using System.Globalization;
using System.Text.Json;
using System.Web;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.HackerNews;

/// <summary>The search as it behaves: newest first, a bounded page, a filter on time, words that must be there.</summary>
internal sealed class HackerNewsIndex(int room = 1000) : IWebGate
{
    private readonly List<GateRequest> requests = [];

    public Dictionary<int, (DateTimeOffset Written, string Text)> Stories { get; } = [];

    public IReadOnlyList<GateRequest> Requests => requests;

    public string? LastOf(string parameter) => HttpUtility.ParseQueryString(requests[^1].Address.Query)[parameter];

    public Task<GateAnswer> SendAsync(GateRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        requests.Add(request);
        var filters = LastOf("numericFilters")!.Split(',');
        var from = Bound(filters, "created_at_i>") ?? 0;
        var until = Bound(filters, "created_at_i<=") ?? long.MaxValue;
        var words = LastOf("query")!.Split('"', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var hits = Stories
            .Select(story => (Id: story.Key, Seconds: story.Value.Written.ToUnixTimeSeconds(), story.Value.Text))
            .Where(story => story.Seconds > from && story.Seconds <= until && words.All(word => story.Text.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(story => story.Seconds).ThenByDescending(story => story.Id)
            .Take(room)
            .Select(story => new { objectID = story.Id.ToString(CultureInfo.InvariantCulture), title = story.Text, created_at_i = story.Seconds, _tags = new[] { "story" } });
        return Task.FromResult(ScriptedGate.Answer(request, JsonSerializer.SerializeToUtf8Bytes(new { hits, hitsPerPage = room, nbPages = 1 }), "application/json"));
    }

    private static long? Bound(string[] filters, string prefix) =>
        filters.Where(filter => filter.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiDigit(filter[prefix.Length]))
            .Select(filter => (long?)long.Parse(filter[prefix.Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
}
