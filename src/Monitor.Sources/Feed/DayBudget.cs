using System.Globalization;

namespace Monitor.Sources.Feed;

/// <summary>How many new entries a feed may bring in a day of UTC: a publisher's mistake must not fill the disk.</summary>
internal static class DayBudget
{
    /// <summary>Of what was recognized, oldest first, that which is handed over: all that is known, and the newest of the new.</summary>
    /// <param name="memory">Holds what was spent; spent further here.</param>
    public static (List<Recognized> Taken, string? Warning) Spend(ref FeedCursor memory, List<Recognized> items, int perDay, DateTimeOffset now)
    {
        var fresh = items.Count(item => !item.IsKnown);
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var spent = memory.Day == day ? memory.Spent : 0;
        var held = Math.Max(0, fresh - Math.Max(0, perDay - spent));

        // First contact is a baseline: what stands there was not brought today.
        if (memory.Seen is null) return (items, null);
        memory = memory with { Day = day, Spent = spent + fresh - held };
        if (held == 0) return (items, null);
        var left = held;
        var taken = items.Where(item => item.IsKnown || left-- <= 0).ToList();
        return (taken, $"The feed brought more than {perDay} new entries today: {held} older ones were held back, and are taken when a day leaves room. PerDay sets the limit.");
    }
}
