namespace Monitor.Core.Delivering;

/// <summary>When a digest is due: a local time of day, on some days of the week, in the reader's time zone.</summary>
/// <param name="At">Local time of day.</param>
/// <param name="Days">Days of the week; never empty.</param>
/// <param name="Zone">The reader's time zone.</param>
public sealed record DigestTimes(TimeOnly At, IReadOnlySet<DayOfWeek> Days, TimeZoneInfo Zone)
{
    /// <summary>The last slot due at or before <paramref name="now"/>; null only within the first two weeks of the calendar.</summary>
    public DueSlot? LastDue(DateTimeOffset now) =>
        Slots(LocalDate(now), -1).FirstOrDefault(slot => slot.Instant <= now);

    /// <summary>The first slot due after <paramref name="now"/>; null only within the last two weeks of the calendar.</summary>
    public DueSlot? NextDue(DateTimeOffset now) =>
        Slots(LocalDate(now), +1).FirstOrDefault(slot => slot.Instant > now);

    // 15 days hold every weekday twice, so that a date which a zone skipped (Apia 2011-12-30) never leaves the search empty.
    private IEnumerable<DueSlot> Slots(DateOnly date, int step)
    {
        for (var i = 0; i < 15; i++)
        {
            var number = date.DayNumber + (i * step);
            if (number < DateOnly.MinValue.DayNumber + 1 || number > DateOnly.MaxValue.DayNumber - 1) yield break;
            var day = DateOnly.FromDayNumber(number);
            if (Days.Contains(day.DayOfWeek) && Instant(day) is { } instant) yield return new DueSlot(day, instant);
        }
    }

    /// <summary>
    /// A time that the clocks skip becomes the first moment after the gap; one that they repeat is taken the first time. Null for a date that
    /// the zone does not have.
    /// </summary>
    private DateTimeOffset? Instant(DateOnly date)
    {
        var local = date.ToDateTime(At, DateTimeKind.Unspecified);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        var instant = new DateTimeOffset(local, offset).ToUniversalTime();

        // IsInvalidTime does not know days lost to a change of the date line, so ask for the date of the moment found.
        return LocalDate(instant) == date ? instant : null;
    }

    private DateOnly LocalDate(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
}

/// <param name="Date">The local date that names the slot.</param>
/// <param name="Instant">When it is due, UTC.</param>
public sealed record DueSlot(DateOnly Date, DateTimeOffset Instant);
