using Monitor.Worker.Configuration;

namespace Monitor.Worker.Tests.Configuration;

public sealed class DaySetTests
{
    [Theory]
    [InlineData("Mon-Sun", "Mon,Tue,Wed,Thu,Fri,Sat,Sun")]
    [InlineData("Mon,Wed,Fri", "Mon,Wed,Fri")]
    [InlineData("fri - mon, Wednesday", "Mon,Wed,Fri,Sat,Sun")]
    [InlineData("Sat", "Sat")]
    public void Reads_days_and_ranges_around_the_week(string text, string days)
    {
        Assert.True(DaySet.TryParse(text, out var set));
        Assert.Equal(days, set.ToString());
        Assert.Equal(days.Contains("Sun", StringComparison.Ordinal), set.Contains(DayOfWeek.Sunday));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mon-")]
    [InlineData("Mon-Wed-Fri")]
    [InlineData("Lun-Ven")]
    [InlineData("1-5")]
    [InlineData("Mon,,Fri")]
    public void Refuses_what_names_no_days(string text) => Assert.False(DaySet.TryParse(text, out _));
}
