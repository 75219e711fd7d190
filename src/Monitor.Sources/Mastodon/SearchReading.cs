using Monitor.Core.Fetching;

namespace Monitor.Sources.Mastodon;

/// <summary>What one fetch of the search gathers over its questions.</summary>
internal sealed class SearchReading(string server)
{
    private readonly List<Item> items = [];
    private readonly List<Gap> gaps = [];
    private readonly List<string> warnings = [];
    private readonly Dictionary<string, Searched> searched = new(StringComparer.Ordinal);
    private bool silent, found, listened, doubted;
    private int unreadable;

    public IReadOnlyList<Item> Items => items;

    public IReadOnlyList<Gap> Gaps => gaps;

    public IReadOnlyDictionary<string, Searched> Searched => searched;

    public RateBudget Budget { get; private set; } = RateBudget.Unknown;

    public IReadOnlyList<string> Warnings =>
    [
        .. warnings.Distinct(StringComparer.Ordinal),
        .. unreadable == 0 ? Array.Empty<string>() : [$"{unreadable} posts found on {server} could not be read and were passed over."],
        .. silent && !found && !listened ? [$"The search of {server} found nothing, which may mean that it is switched off there or that the token is no user's with the scope read:search; the server does not say."] : Array.Empty<string>(),
    ];

    public void Take(StatusPage page)
    {
        Budget = page.Budget;
        unreadable += page.Unreadable;
        found |= page.Statuses.Count > 0;
        items.AddRange(page.Statuses.Select(status => StatusItem.Of(status, server)).OfType<Item>());
    }

    public void Finish(string question, DateTimeOffset now) => searched[question] = new(now, now, Found: true);

    /// <summary>Nothing at all, with status 200: also what a server without search, or with a search that is down, answers.</summary>
    public void FoundNothing(string question, Searched? before, DateTimeOffset now)
    {
        if (before is not { Found: true })
        {
            silent = true;
            searched[question] = new(now, now, Found: false);
            return;
        }

        searched[question] = before with { Asked = now };
        doubted = listened = true;
        warnings.Add($"The search of {server} finds nothing for ‘{question}’ any more, though it did before: it is not believed until it does.");
    }

    /// <summary>What the canary says of questions that found nothing: one that is doubted leaves them as if they had not been answered.</summary>
    public void Heed(Canary canary, string word, SearchMemory memory)
    {
        listened = true;
        if (!canary.Doubted) return;
        doubted = true;
        foreach (var question in searched.Where(question => !question.Value.Found).Select(question => question.Key).ToList())
            searched[question] = searched[question] with { Read = memory.Questions.GetValueOrDefault(question)?.Read };
        warnings.Add($"The search of {server} finds nothing, not even ‘{word}’: it is not believed until it does.");
    }

    /// <summary>What every question was answered for; null where one never was.</summary>
    public Stretch? Covered(IReadOnlyList<string> questions, SearchMemory before, DateTimeOffset now)
    {
        if (questions.Any(question => !searched.TryGetValue(question, out var asked) || asked.Read is null)) return null;
        var from = questions.Select(question => before.Questions.GetValueOrDefault(question)?.Read ?? now).DefaultIfEmpty(now).Max() - SearchMemory.Overlap;
        return Stretch.Until(questions.Select(question => searched[question].Read!.Value).DefaultIfEmpty(now).Min(), from);
    }

    /// <summary>More pages than one fetch reads: what is older than the last page was not seen.</summary>
    public void Leave(string question, Searched? before, DateTimeOffset now)
    {
        searched[question] = new(now, now, Found: true);
        Miss(before, now, $"The search of {server} found more posts for ‘{question}’ than one look reads; make the query narrower.");
    }

    /// <summary>No requests are left: the question waits as it was.</summary>
    public void Postpone(string question, Searched? before, bool asked, DateTimeOffset now)
    {
        if (asked) searched[question] = (before ?? new(now, Read: null, Found: true)) with { Asked = now };
        else if (before is not null) searched[question] = before;
        warnings.Add($"{server} allows no more requests for now; the searches left over come first next time.");
    }

    private void Miss(Searched? before, DateTimeOffset now, string reason) => gaps.Add(new(before?.Read ?? now.AddDays(-1), now, reason) { Cause = GapCause.TooMuch });

    public void CannotExpress(SearchClause clause) =>
        warnings.Add($"The search of {server} cannot look for {clause} alone: add a word to that part of the query, or leave this source out of its Sources.");

    /// <summary>Questions that were not asked may find again what they found before.</summary>
    public SeenItems Remember(SeenItems seen) => Budget.IsSpent || gaps.Count > 0 || doubted ? seen.And(items) : SeenItems.Only(items);
}
