using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>
/// The server's search for posts. It runs with a user's token on servers with a search engine, and finds posts whose authors agreed to
/// be found. It has no reliable cursor, so a day is read again each time.
/// </summary>
internal sealed class SearchSource(MastodonOptions options, IMastodonClient client, TimeProvider time) : ISource
{
    private const int MostPages = 10;

    private static readonly TimeSpan Overlap = SearchMemory.Overlap;

    public SourceIdentity Identity { get; } = new(options.Name, "mastodon", "search");

    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var memory = SearchMemory.Of(request.Cursor);
        var reading = new SearchReading(options.Server);
        var questions = Questions(request.Plan, reading);
        if (questions.Count == 0) return new([], request.Cursor) { Covered = reading.Covered([], memory, time.GetUtcNow()), Warnings = reading.Warnings };

        // The longest unasked first, so that a spent budget starves nobody.
        foreach (var question in questions.OrderBy(question => memory.Questions.GetValueOrDefault(question)?.Asked ?? DateTimeOffset.MinValue))
        {
            await ReadAsync(question, memory.Questions.GetValueOrDefault(question), reading, cancellation);
        }

        var canary = await ListenAsync(memory, reading, cancellation);
        return new(memory.Seen.New(reading.Items), Cursor.Of(new(reading.Searched, reading.Remember(memory.Seen), canary), MastodonMemory.Default.SearchMemory))
        {
            Covered = reading.Covered(questions, memory, time.GetUtcNow()),
            Gaps = reading.Gaps,
            Warnings = reading.Warnings,
            LeastInterval = reading.Budget.Pause(time.GetUtcNow()),
        };
    }

    /// <summary>Whether a search that found nothing is to be believed.</summary>
    private async Task<Canary?> ListenAsync(SearchMemory memory, SearchReading reading, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (string.IsNullOrWhiteSpace(options.Canary)) return null;
        if (reading.Items.Count > 0) return new(now, Doubted: false);
        var canary = memory.Canary;
        if (canary is null || (canary.IsDue(now) && !reading.Budget.IsSpent))
        {
            var page = await client.SearchAsync(options.Canary, 0, cancellation);
            canary = new(now, Doubted: page.Statuses.Count == 0 && page.Unreadable == 0);
        }

        reading.Heed(canary, options.Canary, memory);
        return canary;
    }

    private static IReadOnlyList<string> Questions(SearchPlan plan, SearchReading reading)
    {
        var questions = new List<string>();
        foreach (var clause in plan.Clauses)
        {
            if (MastodonQuery.Of(clause) is { } question) questions.Add(question);
            else reading.CannotExpress(clause);
        }

        return [.. questions.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private async Task ReadAsync(string question, Searched? before, SearchReading reading, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var since = (before?.Read ?? now) - Overlap;
        var offset = 0;
        for (var pages = 0; pages < MostPages; pages++)
        {
            if (reading.Budget.IsSpent)
            {
                reading.Postpone(question, before, asked: pages > 0, now);
                return;
            }

            var page = await client.SearchAsync(question, offset, cancellation);
            reading.Take(page);
            offset += page.Statuses.Count + page.Unreadable;
            if (offset == 0)
            {
                reading.FoundNothing(question, before, now);
                return;
            }

            if (page.Statuses.Count == 0 || page.Statuses.All(status => StatusItem.Published(status) < since))
            {
                reading.Finish(question, now);
                return;
            }
        }

        reading.Leave(question, before, now);
    }
}
