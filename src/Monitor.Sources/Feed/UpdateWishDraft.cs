using System.Globalization;

namespace Monitor.Sources.Feed;

/// <summary>What a feed says about its own rhythm while it is being read: ttl, skipHours, skipDays, sy:updatePeriod.</summary>
internal sealed class UpdateWishDraft
{
    private readonly List<int> hours = [];
    private readonly List<DayOfWeek> days = [];
    private TimeSpan? timeToLive;
    private TimeSpan? period;
    private int frequency = 1;

    public void TimeToLive(string minutes)
    {
        if (Number(minutes) is { } count && count is > 0 and < 1_000_000) timeToLive = TimeSpan.FromMinutes(count);
    }

    public void Period(string name) => period = name.Trim().ToLowerInvariant() switch
    {
        "hourly" => TimeSpan.FromHours(1),
        "daily" => TimeSpan.FromDays(1),
        "weekly" => TimeSpan.FromDays(7),
        "monthly" => TimeSpan.FromDays(30),
        "yearly" => TimeSpan.FromDays(365),
        _ => period,
    };

    public void Frequency(string times)
    {
        if (Number(times) is { } count && count is > 0 and < 100_000) frequency = count;
    }

    public void SkipHour(string hour)
    {
        if (Number(hour) is { } value && value is >= 0 and <= 24) hours.Add(value % 24);
    }

    public void SkipDay(string day)
    {
        if (Enum.TryParse<DayOfWeek>(day.AsSpan().Trim(), true, out var value) && Enum.IsDefined(value)) days.Add(value);
    }

    private static int? Number(string text) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public UpdateWish Build()
    {
        var rhythm = period is { } span ? span / frequency : (TimeSpan?)null;
        var interval = timeToLive > rhythm || rhythm is null ? timeToLive : rhythm;
        return interval is null && hours.Count == 0 && days.Count == 0
            ? UpdateWish.None
            : new UpdateWish(interval, [.. hours.Distinct()], [.. days.Distinct()]);
    }
}
