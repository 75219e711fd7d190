using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Compliance;

/// <summary>Runs the sources of a sample against a world.</summary>
internal sealed class Rehearsal(ISourceSample sample)
{
    /// <summary>A plan with something in it, so that sources that search do search.</summary>
    private static readonly SearchPlan Plan = new([
        new SearchClause([new SearchTerm(SearchTermKind.Words, "acme")]),
        new SearchClause([new SearchTerm(SearchTermKind.Hashtag, "acme")]),
    ]);

    public static VirtualClock Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public IReadOnlyList<ISource> Sources(IWebGate web) =>
        SourceCatalog.Find(sample.Type)!.Open(sample.Options(), new SourceTools(web, Clock, AppContext.BaseDirectory));

    /// <summary>One fetch of every part; cursors by part.</summary>
    public async Task<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Cursor> Cursors)> RunAsync(
        IWebGate web, IReadOnlyDictionary<string, Cursor>? cursors, CancellationToken cancellation)
    {
        var ids = new List<string>();
        var next = new Dictionary<string, Cursor>(StringComparer.Ordinal);
        foreach (var source in Sources(web))
        {
            var cursor = cursors?.GetValueOrDefault(source.Identity.Key) ?? Cursor.Start;
            var fetched = await source.FetchAsync(new FetchRequest(cursor, Plan), cancellation);
            ids.AddRange(fetched.Items.Select(item => $"{source.Identity.Key} {item.Id}"));
            next[source.Identity.Key] = fetched.Cursor;
        }

        return (ids, next);
    }

    /// <summary>What one fetch of every part saw.</summary>
    public async Task<IReadOnlyList<Stretch?>> SeenAsync(IWebGate web, IReadOnlyDictionary<string, Cursor>? cursors, CancellationToken cancellation)
    {
        var seen = new List<Stretch?>();
        foreach (var source in Sources(web))
            seen.Add((await source.FetchAsync(new FetchRequest(cursors?[source.Identity.Key] ?? Cursor.Start, Plan), cancellation)).Covered);
        return seen;
    }

    /// <summary>The fault of the first part that fails.</summary>
    public async Task<SourceException> FailAsync(IWebGate web, CancellationToken cancellation)
    {
        var failure = await Assert.ThrowsAsync<SourceException>(() => RunAsync(web, null, cancellation));
        AssertSilent(failure);
        return failure;
    }

    /// <summary>Runs, and lets nothing but a fault or success pass.</summary>
    public async Task<bool> TryAsync(IWebGate web, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(web, null, cancellation);
            return true;
        }
        catch (SourceException failure)
        {
            AssertSilent(failure);
            return false;
        }
    }

    public AnsweringGate World(int day) => new(request => sample.Answer(request, day));

    /// <summary>A world that is healthy but for what is done to its answers.</summary>
    public AnsweringGate World(Func<GateAnswer, GateAnswer> wound) => new(request => wound(sample.Answer(request, 1)));

    public static AnsweringGate Everywhere(HttpStatusCode status, byte[] body, string contentType, params (string Name, string Value)[] headers) =>
        new(request => ScriptedGate.Answer(request, body, contentType, status, headers));

    public static AnsweringGate Everywhere(int status, params (string Name, string Value)[] headers) =>
        Everywhere((HttpStatusCode)status, Encoding.UTF8.GetBytes("<h1>no</h1>"), "text/html", headers);

    private void AssertSilent(SourceException failure)
    {
        Assert.NotEmpty(failure.Message);
        if (sample.Secret is { } secret) Assert.DoesNotContain(secret, failure.Message, StringComparison.Ordinal);
    }
}
