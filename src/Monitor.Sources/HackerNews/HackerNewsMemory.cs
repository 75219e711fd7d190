using Monitor.Core.Fetching;

namespace Monitor.Sources.HackerNews;

/// <summary>What the source remembers.</summary>
/// <param name="From">By question: from when on it is read next time, in seconds since 1970. A day before the newest hit, because the
/// index has been seen to lag by 20 hours (algolia/hn-search#230 and others).</param>
/// <param name="Seen">What was handed over.</param>
/// <param name="Canary">Whether the search is to be believed; null before it was ever doubted, and where there is no canary.</param>
internal sealed record HackerNewsMemory(IReadOnlyDictionary<string, long> From, SeenItems Seen, Canary? Canary = null)
{
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private static readonly HackerNewsMemory None = new(new Dictionary<string, long>(StringComparer.Ordinal), SeenItems.None);

    public static HackerNewsMemory Of(Cursor cursor) =>
        cursor.Read(HackerNewsJson.Default.HackerNewsMemory) is { From: not null, Seen.Prints: not null } memory ? memory : None;
}
