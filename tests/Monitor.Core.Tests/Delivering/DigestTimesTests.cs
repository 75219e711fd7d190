using Monitor.Core.Delivering;

namespace Monitor.Core.Tests.Delivering;

public sealed class DigestTimesTests
{
    private static readonly IReadOnlySet<DayOfWeek> EveryDay = Enum.GetValues<DayOfWeek>().ToHashSet();

    [Theory]
    [InlineData("Europe/Paris", "08:00", "2026-11-22T06:59:59Z", "2026-11-21", "2026-11-21T07:00:00Z")]
    [InlineData("Europe/Paris", "08:00", "2026-11-22T07:00:00Z", "2026-11-22", "2026-11-22T07:00:00Z")]
    [InlineData("Europe/Paris", "00:00", "2026-11-21T23:00:00Z", "2026-11-22", "2026-11-21T23:00:00Z")]
    [InlineData("Pacific/Auckland", "08:00", "2026-11-22T07:00:00Z", "2026-11-22", "2026-11-21T19:00:00Z")]
    public void Finds_the_last_slot_due(string zone, string at, string now, string date, string instant)
    {
        var due = Times(zone, at).LastDue(DateTimeOffset.Parse(now));

        Assert.Equal(DateOnly.Parse(date), due!.Date);
        Assert.Equal(DateTimeOffset.Parse(instant), due.Instant);
    }

    [Fact]
    public void Takes_the_first_moment_after_a_gap_and_the_first_of_a_repeated_hour()
    {
        var spring = Times("Europe/Paris", "02:30").LastDue(DateTimeOffset.Parse("2026-03-29T12:00:00Z"));
        var autumn = Times("Europe/Paris", "02:30").LastDue(DateTimeOffset.Parse("2026-10-25T12:00:00Z"));

        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:00:00Z"), spring!.Instant);
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T00:30:00Z"), autumn!.Instant);
    }

    [Fact]
    public void Leaves_out_a_date_that_the_zone_does_not_have()
    {
        var times = Times("Pacific/Apia", "08:00");

        var due = times.LastDue(DateTimeOffset.Parse("2011-12-30T17:59:59Z"));
        var next = times.NextDue(DateTimeOffset.Parse("2011-12-29T18:00:00Z"));

        Assert.Equal(new DateOnly(2011, 12, 29), due!.Date);
        Assert.Equal(new DateOnly(2011, 12, 31), next!.Date);
    }

    [Fact]
    public void Keeps_to_its_days()
    {
        var times = new DigestTimes(new TimeOnly(8, 0), new HashSet<DayOfWeek> { DayOfWeek.Monday }, TimeZoneInfo.Utc);

        Assert.Equal(new DateOnly(2026, 11, 16), times.LastDue(DateTimeOffset.Parse("2026-11-22T12:00:00Z"))!.Date);
        Assert.Equal(new DateOnly(2026, 11, 23), times.NextDue(DateTimeOffset.Parse("2026-11-22T12:00:00Z"))!.Date);
    }

    [Fact]
    public void Every_local_date_of_every_zone_is_due_exactly_once_from_2026_to_2030()
    {
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            var times = new DigestTimes(new TimeOnly(2, 30), EveryDay, zone);
            var end = DateTimeOffset.Parse("2031-01-01T00:00:00Z");
            var slot = times.NextDue(DateTimeOffset.Parse("2026-01-01T00:00:00Z"))!;
            while (slot.Instant < end)
            {
                var next = times.NextDue(slot.Instant)!;
                Assert.Equal(slot.Date.AddDays(1), next.Date);
                Assert.Equal(slot, times.LastDue(next.Instant.AddTicks(-1)));
                slot = next;
            }
        }
    }

    [Fact]
    public void Survives_the_ends_of_the_calendar()
    {
        var times = Times("Pacific/Kiritimati", "08:00");

        Assert.Null(times.LastDue(DateTimeOffset.MinValue));
        Assert.Null(times.NextDue(DateTimeOffset.MaxValue));
    }

    private static DigestTimes Times(string zone, string at) =>
        new(TimeOnly.Parse(at), EveryDay, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
