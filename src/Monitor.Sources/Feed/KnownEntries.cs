using System.Text.Json;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Feed;

/// <summary>
/// The entries of the last looks. Publishers give whole histories new ids, and some give every entry a new one at each look; an entry
/// that is recognized by its other marks is handed over under the id it had.
/// </summary>
/// <param name="entries">Newest first.</param>
internal sealed class KnownEntries(IReadOnlyList<KnownEntry> entries)
{
    // Entries that a feed no longer shows, for feeds served by several machines that do not agree.
    private const int MostGone = 100;

    // Enough that a few deleted entries do not look like a gap.
    private const int Newest = 30;

    private readonly HashSet<string> ids = entries.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<uint, KnownEntry> byAlias = entries.Where(entry => entry.Alias != 0).DistinctBy(entry => entry.Alias).ToDictionary(entry => entry.Alias);

    /// <summary>Those that a cursor holds. A list of another hand may lack anything.</summary>
    public static KnownEntries Of(FeedCursor memory)
    {
        var written = memory.Entries.Length == 0 ? null : new Cursor(memory.Entries).Read(FeedCursorJson.Default.Entries);
        return new([.. (written ?? []).Where(entry => entry is { Id.Length: > 0 })]);
    }

    public bool IsEmpty => entries.Count == 0;

    public bool Holds(Item item) => ids.Contains(item.Id);

    /// <summary>Whether any of the items is one of those that were newest at the last look.</summary>
    public bool Overlap(IReadOnlyList<Recognized> items)
    {
        var newest = entries.Take(Newest).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return items.Any(item => newest.Contains(item.Item.Id));
    }

    /// <summary>The items under the ids they are known by, each with what is to be remembered of it.</summary>
    public List<Recognized> Recognize(IReadOnlyList<Item> items)
    {
        if (IsEmpty) return [.. items.Select(item => new Recognized(item, KnownEntry.Of(item), false, false))];
        var shown = items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var gone = new Candidates(entries.Where(entry => !shown.Contains(entry.Id)));
        var traits = items.Select(KnownEntry.Of).ToList();
        var links = Counts(traits, entry => entry.Link);
        var titles = Counts(traits, entry => entry.Title);
        var taken = new HashSet<string>(shown, StringComparer.Ordinal);
        var recognized = new List<Recognized>(items.Count);
        foreach (var (item, seen) in items.Zip(traits))
        {
            var isOnlyOne = links.GetValueOrDefault(seen.Link) <= 1 && (seen.Link != 0 || titles.GetValueOrDefault(seen.Title) <= 1);
            var known = ids.Contains(item.Id) ? null : ByAlias(item) ?? gone.Find(seen, isOnlyOne);
            if (known is null || !taken.Add(known.Id)) recognized.Add(new Recognized(item, seen, ids.Contains(item.Id), false));
            else recognized.Add(new Recognized(item with { Id = known.Id }, seen with { Id = known.Id, Alias = KnownEntry.Hash(item.Id), Dated = known.Dated }, true, true));
        }

        return recognized;
    }

    /// <summary>What to remember after a look, as the cursor holds it.</summary>
    /// <param name="shown">What the feed showed, oldest first, without what was not handed over.</param>
    public string After(IEnumerable<Recognized> shown)
    {
        var now = shown.Reverse().Select(item => item.Entry).ToList();
        var held = now.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        now.AddRange(entries.Where(entry => !held.Contains(entry.Id)).Take(Math.Min(MostGone, Math.Max(Newest, now.Count))));
        return now.Count == 0 ? "" : JsonSerializer.Serialize(now, FeedCursorJson.Default.Entries);
    }

    private KnownEntry? ByAlias(Item item) => byAlias.Count == 0 ? null : byAlias.GetValueOrDefault(KnownEntry.Hash(item.Id));

    private static Dictionary<uint, int> Counts(List<KnownEntry> traits, Func<KnownEntry, uint> mark) =>
        traits.GroupBy(mark).Where(same => same.Key != 0).ToDictionary(same => same.Key, same => same.Count());

    /// <summary>Entries that are shown no more under their id, by address and by title.</summary>
    private sealed class Candidates
    {
        // Of hundreds of entries with one title, somebody has made a joke.
        private const int MostLooked = 16;

        private readonly ILookup<uint, KnownEntry> byLink;
        private readonly ILookup<uint, KnownEntry> byTitle;

        public Candidates(IEnumerable<KnownEntry> gone)
        {
            var all = gone.ToList();
            byLink = all.Where(entry => entry.Link != 0).ToLookup(entry => entry.Link);
            byTitle = all.Where(entry => entry.Title != 0).ToLookup(entry => entry.Title);
        }

        public KnownEntry? Find(KnownEntry seen, bool isOnlyOne) =>
            Find(byLink[seen.Link], seen, isOnlyOne) ?? Find(byTitle[seen.Title], seen, isOnlyOne);

        private static KnownEntry? Find(IEnumerable<KnownEntry> candidates, KnownEntry seen, bool isOnlyOne)
        {
            var some = candidates.Take(MostLooked).ToList();
            return some.Find(entry => entry.IsSame(seen, isOnlyOne && some.Count == 1));
        }
    }
}

/// <summary>An item of a feed as it is handed over.</summary>
/// <param name="Item">Under the id it is known by.</param>
/// <param name="Entry">What to remember of it.</param>
/// <param name="IsKnown">Whether an earlier look brought it.</param>
/// <param name="IsRenamed">Whether its feed gives it another id than it did.</param>
internal sealed record Recognized(Item Item, KnownEntry Entry, bool IsKnown, bool IsRenamed);
