using System.Globalization;
using Monitor.Sources.Http;

namespace Monitor.Sources.Feed;

/// <summary>How long a publisher wants to be left alone: by the answer's Cache-Control, and by the feed's ttl, sy:updatePeriod, skipHours, skipDays.</summary>
internal static class LeastInterval
{
    // A max-age of a year is said to caches, not to readers, and "monthly" by people who never looked at their template again.
    private static readonly TimeSpan MostByHeader = TimeSpan.FromHours(6);
    private static readonly TimeSpan MostByFeed = TimeSpan.FromDays(1);

    /// <summary>Null when nothing is wished.</summary>
    public static TimeSpan? Of(GateAnswer answer, UpdateWish wish, DateTimeOffset now)
    {
        var header = Least(MaxAge(answer), MostByHeader);
        var feed = Least(Longer(wish.Interval, UntilOpen(wish, now)), MostByFeed);
        return Longer(header, feed);
    }

    private static TimeSpan? Least(TimeSpan? wish, TimeSpan most) => wish > most ? most : wish;

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    /// <summary>RFC 9111, 5.2.2.1, less the age the answer already has.</summary>
    private static TimeSpan? MaxAge(GateAnswer answer)
    {
        foreach (var directive in (answer.Header("Cache-Control") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)) continue;
            if (!int.TryParse(directive.AsSpan(8).Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
            var age = int.TryParse(answer.Header("Age"), NumberStyles.None, CultureInfo.InvariantCulture, out var old) ? old : 0;
            return seconds > age ? TimeSpan.FromSeconds(seconds - age) : null;
        }

        return null;
    }

    /// <summary>How long the hours and days go on in which nothing changes; null outside of them.</summary>
    private static TimeSpan? UntilOpen(UpdateWish wish, DateTimeOffset now)
    {
        if (wish.SkippedHours.Count is 0 or 24 && wish.SkippedDays.Count is 0 or 7) return null;
        var moment = now.UtcDateTime;
        var open = moment.Date.AddHours(moment.Hour);
        for (var hours = 0; hours < 24; hours++, open = open.AddHours(1))
        {
            if (!wish.SkippedHours.Contains(open.Hour) && !wish.SkippedDays.Contains(open.DayOfWeek)) break;
        }

        return open > moment ? open - moment : null;
    }
}
