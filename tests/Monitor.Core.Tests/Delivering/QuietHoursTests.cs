using Monitor.Core.Delivering;

namespace Monitor.Core.Tests.Delivering;

public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    [InlineData("22:00-07:00", "2026-11-22T20:59:59Z", false)]
    [InlineData("22:00-07:00", "2026-11-22T21:00:00Z", true)]
    [InlineData("22:00-07:00", "2026-11-23T05:59:59Z", true)]
    [InlineData("22:00-07:00", "2026-11-23T06:00:00Z", false)]
    [InlineData("12:00-14:00", "2026-11-22T11:30:00Z", true)]
    [InlineData("12:00-14:00", "2026-11-22T13:00:00Z", false)]
    public void Covers_its_hours_over_midnight_as_well(string hours, string now, bool quiet) =>
        Assert.Equal(quiet, QuietHours.Parse(hours, Paris).Covers(DateTimeOffset.Parse(now)));
}
