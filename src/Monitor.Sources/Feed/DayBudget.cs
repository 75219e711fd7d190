using System.Globalization;

namespace Monitor.Sources.Feed;

/// <summary>How many new entries a feed may bring in a day of UTC: a publisher's mistake must not fill the disk.</summary>
internal static class DayBudget
{
    /// <summary>How many new entries the day has seen so far.</summary>
    public static int Spent(FeedCursor memory, DateTimeOffset now) => memory.Day == Day(now) ? memory.Spent : 0;

    /// <summary>Of what was recognized, oldest first, that which is handed over: all that is known, and the newest of the new.</summary>
    /// <param name="memory">Holds what was spent; spent further here.</param>
    public static (List<Recognized> Taken, string? Warning) Spend(ref FeedCursor memory, List<Recognized> items, int perDay, DateTimeOffset now)
    {
        var fresh = items.Count(item => !item.IsKnown);
        var spent = Spent(memory, now);
        var held = Math.Max(0, fresh - Math.Max(0, perDay - spent));

        // First contact is a baseline: what stands there was not brought today.
        if (memory.Seen is null) return (items, null);
        memory = memory with { Day = Day(now), Spent = spent + fresh - held };
        if (held == 0) return (items, null);
        var left = held;
        var taken = items.Where(item => item.IsKnown || left-- <= 0).ToList();
        return (taken, $"The feed brought more than {perDay} new entries today: {held} older ones were held back, and are taken when a day leaves room. PerDay sets the limit.");
    }

    private static string Day(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
