using Monitor.Core.Fetching;

namespace Monitor.Sources.HackerNews;

/// <summary>What the source remembers.</summary>
/// <param name="From">By question: from when on it is read next time, in seconds since 1970. A day before the newest hit, because the
/// index has been seen to lag by 20 hours (algolia/hn-search#230 and others).</param>
/// <param name="Seen">What was handed over.</param>
internal sealed record HackerNewsMemory(IReadOnlyDictionary<string, long> From, SeenItems Seen)
{
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public static HackerNewsMemory None { get; } = new(new Dictionary<string, long>(StringComparer.Ordinal), SeenItems.None);
}
