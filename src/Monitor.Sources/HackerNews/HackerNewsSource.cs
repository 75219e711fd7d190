using System.Globalization;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.HackerNews;

/// <summary>Stories and comments that the search finds for the standing queries; everything is matched again here.</summary>
public sealed class HackerNewsSource(HackerNewsOptions options, IWebGate web, TimeProvider time) : ISource
{
    // 10,000 requests an hour and address.
    private static readonly TimeSpan Pace = TimeSpan.FromHours(1) / 10_000;

    private const int MostSlices = 10;

    public SourceIdentity Identity { get; } = new(options.Name, "hackernews");

    public static IReadOnlyList<ISource> Open(HackerNewsOptions options, SourceTools tools) => [new HackerNewsSource(options, tools.Web, tools.Time)];

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var memory = HackerNewsMemory.Of(request.Cursor);
        var (questions, warnings) = Questions(request.Plan);
        var now = time.GetUtcNow();
        var begun = questions.Select(question => Begin(question, memory, now)).DefaultIfEmpty((now - options.Lookback).ToUnixTimeSeconds()).Max();
        var covered = Stretch.Until(now, DateTimeOffset.FromUnixTimeSeconds(begun));
        if (questions.Count == 0) return new([], request.Cursor) { Covered = covered, Warnings = warnings };

        var reading = new Reading();
        var from = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var question in questions) from[question.Key] = await ReadAsync(question, memory, reading, cancellation);
        var canary = await ListenAsync(memory.Canary, reading, cancellation);

        return new(memory.Seen.New(reading.Items), Cursor.Of(new(from, SeenItems.Only(reading.Items), canary), HackerNewsJson.Default.HackerNewsMemory))
        {
            Covered = canary is { Doubted: true } ? null : covered,
            Gaps = reading.Gaps,
            Warnings = [.. warnings, .. reading.Warnings, .. canary is { Doubted: true } ? [$"Hacker News search finds nothing, not even ‘{options.Canary}’: it is not believed until it does."] : Array.Empty<string>()],
            LeastInterval = reading.Requests * Pace,
        };
    }

    private long Begin(HackerNewsQuery question, HackerNewsMemory memory, DateTimeOffset now) =>
        memory.From.TryGetValue(question.Key, out var mark) ? mark : (now - options.Lookback).ToUnixTimeSeconds();

    /// <summary>Whether a search that found nothing is to be believed.</summary>
    private async Task<Canary?> ListenAsync(Canary? before, Reading reading, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (string.IsNullOrWhiteSpace(options.Canary)) return null;
        if (reading.IsAnswered) return new(now, Doubted: false);
        if (before is not null && !before.IsDue(now)) return before;
        var yesterday = (now - HackerNewsMemory.Overlap).ToUnixTimeSeconds();
        var page = await AskAsync(new HackerNewsQuery(options.Canary, Begun: false, Authors: false), yesterday, until: null, cancellation, most: 1);
        return new(now, Doubted: page.Items.Count == 0 && page.Unreadable == 0);
    }

    private static (IReadOnlyList<HackerNewsQuery> Questions, IReadOnlyList<string> Warnings) Questions(SearchPlan plan)
    {
        var asked = plan.Clauses.Where(clause => !HackerNewsQuery.IsElsewhere(clause)).Select(clause => (Clause: clause, Question: HackerNewsQuery.Of(clause))).ToList();
        return (
            [.. asked.Select(clause => clause.Question).OfType<HackerNewsQuery>().Distinct()],
            [.. asked.Where(clause => clause.Question is null).Select(clause => Inexpressible(clause.Clause)).Distinct(StringComparer.Ordinal)]);
    }

    private static string Inexpressible(SearchClause clause) =>
        $"Hacker News search cannot look for {clause} alone: add a word to that part of the query, or leave this source out of its Sources.";

    /// <summary>Reads backwards in slices of time, which new hits cannot shift as they shift numbered pages.</summary>
    /// <returns>From when on the question is to be read next time.</returns>
    private async Task<long> ReadAsync(HackerNewsQuery question, HackerNewsMemory memory, Reading reading, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var from = Begin(question, memory, now);
        long? newest = null, until = null;
        for (var slice = 0; slice < MostSlices; slice++)
        {
            var page = await AskAsync(question, from, until, cancellation);
            reading.Add(page);
            newest ??= page.Newest;
            if (!page.IsFull || page.Oldest is not { } oldest || oldest <= from) return Next(from, newest, now);
            if (oldest == until) reading.Miss(oldest, oldest + 1);
            until = oldest == until ? oldest - 1 : oldest;
        }

        reading.Miss(from, until!.Value);
        return Next(from, newest, now);
    }

    private static long Next(long from, long? newest, DateTimeOffset now) =>
        Math.Max(from, Math.Min(newest ?? from, now.ToUnixTimeSeconds()) - (long)HackerNewsMemory.Overlap.TotalSeconds);

    private async Task<HackerNewsPage> AskAsync(
        HackerNewsQuery question, long from, long? until, CancellationToken cancellation, int most = HackerNewsPage.Most)
    {
        var answer = await web.SendAsync(new GateRequest(Address(question, from, until, most)) { Accept = "application/json" }, cancellation);
        return HackerNewsPage.Parse(answer.EnsureUsable(time).Body.Span);
    }

    private Uri Address(HackerNewsQuery question, long from, long? until, int most)
    {
        IEnumerable<(string Name, string Value)> parameters =
        [
            ("query", question.Text),
            ("tags", (options.Stories, options.Comments) switch { (true, false) => "(story,poll,pollopt,job)", (false, true) => "comment", _ => "(story,poll,pollopt,job,comment)" }),
            ("numericFilters", string.Create(CultureInfo.InvariantCulture, $"created_at_i>{from}{(until is null ? "" : $",created_at_i<={until}")}")),
            ("hitsPerPage", most.ToString(CultureInfo.InvariantCulture)),
            ("advancedSyntax", "true"),
            ("typoTolerance", "false"),
            ("queryType", question.Begun ? "prefixAll" : "prefixNone"),
            ("restrictSearchableAttributes", question.Authors ? "title,url,story_text,comment_text,author" : "title,url,story_text,comment_text"),
            ("attributesToRetrieve", "title,story_title,url,author,points,story_text,comment_text,created_at_i,created_at,_tags"),
            ("attributesToHighlight", ""),
        ];
        var endpoint = options.Endpoint.AbsoluteUri;
        return new Uri($"{endpoint}{(endpoint.EndsWith('/') ? "" : "/")}search_by_date?{string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"))}");
    }

    /// <summary>What one fetch gathers over its questions.</summary>
    private sealed class Reading
    {
        private readonly List<Item> items = [];
        private readonly List<Gap> gaps = [];
        private int unreadable;

        public IReadOnlyList<Item> Items => items;

        public IReadOnlyList<Gap> Gaps => gaps;

        public int Requests { get; private set; }

        /// <summary>Whether any question found anything.</summary>
        public bool IsAnswered => items.Count > 0;

        public IReadOnlyList<string> Warnings => unreadable == 0 ? [] : [$"{unreadable} hits of Hacker News search could not be read and were passed over."];

        public void Add(HackerNewsPage page)
        {
            Requests++;
            unreadable += page.Unreadable;
            items.AddRange(page.Items);
        }

        public void Miss(long from, long to) => gaps.Add(new(
            DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to),
            "Hacker News had more hits than its search gives out; narrow the query.") { Cause = GapCause.TooMuch });
    }
}
