using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Feed;

/// <summary>
/// A feed shows only its newest entries. When none of those that were newest at the last look is in it any more, others may have come and
/// gone in between.
/// </summary>
internal static class FeedWindow
{
    // Enough that a few deleted entries do not look like a gap, few enough for a cursor.
    private const int Kept = 30;

    /// <param name="items">Oldest first.</param>
    public static IReadOnlyList<long> Of(IReadOnlyList<Item> items) => [.. items.TakeLast(Kept).Select(item => Hash(item.Id))];

    /// <summary>The stretch in which entries may have been missed; null when the two looks overlap.</summary>
    public static Gap? Between(FeedCursor before, IReadOnlyList<Item> items, DateTimeOffset now)
    {
        if (before.Seen is not { } seen || before.Window is not { Count: > 0 } || items.Count == 0) return null;
        var known = before.Window.ToHashSet();
        if (items.Any(item => known.Contains(Hash(item.Id)))) return null;

        // What the feed still shows was seen; a date outside the stretch is a wrong one.
        var oldest = items[0].Published;
        var until = oldest > seen && oldest < now ? oldest.Value : now;
        return until > seen
            ? new Gap(seen, until, $"The feed shows {items.Count} entries and none of them is one it showed before: others may have come and gone in between. Look more often.")
            : null;
    }

    /// <summary>
    /// What a look at the feed saw: from the look before on where the two overlap, at first contact as far back as it lists entries. An empty
    /// feed that had entries is not believed: its maker broke, or something else answers in its place.
    /// </summary>
    /// <param name="before">The memory before the look.</param>
    /// <param name="items">Oldest first.</param>
    /// <param name="missed">What <see cref="Between"/> found.</param>
    /// <param name="now">When it was.</param>
    public static Stretch? Covered(FeedCursor before, IReadOnlyList<Item> items, Gap? missed, DateTimeOffset now)
    {
        if (before.Window is { Count: > 0 } && items.Count == 0) return null;
        return Stretch.Until(now, missed?.To ?? before.Seen ?? (items.Count > 0 ? items[0].Published : null) ?? now);
    }

    private static long Hash(string id)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }
}
